#include "pages/sample_page.hpp"

namespace potensial::tests {
namespace {

Phrase both(const char* en, const char* cy) { return verbatim(Text{en, cy}); }
Value percent(double value) { return Quantity{value, Unit::percent}; }
Value count(double value) { return Quantity{value, Unit::count}; }
Value points(double value) { return Quantity{value, Unit::points, true}; }
Value between(double low, double high) { return Interval{low, high, Unit::points}; }
Value name(const char* en, const char* cy) { return both(en, cy); }
Value year(std::int16_t summer) { return Phrase{"", {{"year", AcademicYear{summer}}}}; }

Column words(const char* en, const char* cy) { return {both(en, cy), Align::text}; }
Column numbers(const char* en, const char* cy) { return {both(en, cy), Align::number}; }

Row row(std::vector<Value> values) {
  Row made;
  for (auto& value : values) made.cells.push_back({std::move(value), std::nullopt});
  return made;
}

Table comparisons() {
  Table table{"comparisons", both("The three comparisons, Year 6, 2007/08", "Y tair cymhariaeth, Blwyddyn 6, 2007/08"), {}, {}, {}};
  table.columns = {words("Indicator and comparison", "Dangosydd a chymhariaeth"), words("Verdict", "Dyfarniad"),
                   numbers("Attained", "Cyrhaeddwyd"), numbers("Reference", "Cyfeirnod"),
                   numbers("Difference", "Gwahaniaeth"), numbers("95% interval", "Cyfwng 95%")};
  table.rows = {row({name("Reading: expected of similar pupils", "Darllen: disgwylir gan ddisgyblion tebyg"),
                     Verdict::cannot_be_judged, percent(67.7), percent(77.4), points(-9.7), between(-19.7, 0.3)}),
                row({name("Reading: their own earlier attainment", "Darllen: eu cyrhaeddiad cynharach eu hunain"),
                     Verdict::low, Quantity{7.6, Unit::score, true}, Quantity{10, Unit::score, true},
                     Quantity{-2.4, Unit::score, true}, Interval{-4.3, -0.5, Unit::score}}),
                row({name("Mathematics: comparable schools", "Mathemateg: ysgolion cymaradwy"), Verdict::not_low,
                     percent(83.9), percent(78), points(5.9), between(-4, 15.8)}),
                row({name("Science: comparable schools", "Gwyddoniaeth: ysgolion cymaradwy"), Verdict::cannot_be_judged,
                     percent(58.1), Mark::not_applicable, Mark::not_collected, Mark::not_applicable})};
  return table;
}

Row group(const char* en, const char* cy, Verdict verdict, double pupils, double attained, double expected, Interval interval) {
  Row made = row({name(en, cy), verdict, count(pupils), percent(attained), percent(expected),
                  Quantity{attained - expected, Unit::points, true}, interval});
  made.cells[0].link = Target{"finding", "2008-0311", "judged"};
  return made;
}

Table groups() {
  Table table{"groups", both("Reading by group, against what is expected of similar pupils",
                             "Darllen fesul grŵp, o’i gymharu â’r hyn a ddisgwylir gan ddisgyblion tebyg"), {}, {}, {}};
  table.columns = {words("Group", "Grŵp"), words("Verdict", "Dyfarniad"), numbers("Pupils", "Disgyblion"),
                   numbers("Attained", "Cyrhaeddwyd"), numbers("Expected", "Disgwyliedig"),
                   numbers("Difference", "Gwahaniaeth"), numbers("95% interval", "Cyfwng 95%")};
  table.rows = {group("All pupils", "Pob disgybl", Verdict::cannot_be_judged, 62, 67.7, 77.4, {-19.7, 0.3, Unit::points}),
                group("Boys", "Bechgyn", Verdict::low, 32, 50, 74, {-39.3, -8.7, Unit::points}),
                group("Girls", "Merched", Verdict::not_low, 30, 86.7, 81, {-3.9, 15.3, Unit::points}),
                group("Entitled to free school meals", "Â hawl i brydau ysgol am ddim", Verdict::cannot_be_judged, 18, 44.4, 62,
                      {-39.4, 4.2, Unit::points}),
                row({name("Looked-after children", "Plant sy’n derbyn gofal"), Verdict::cannot_be_judged, Mark::suppressed,
                     Mark::suppressed, Mark::suppressed, Mark::suppressed, Mark::suppressed})};
  return table;
}

Chart groups_chart() {
  Chart chart;
  chart.kind = ChartKind::interval;
  chart.table = "groups";
  chart.finding = both("Boys are clearly below what is expected; other groups cannot be judged",
                       "Mae bechgyn yn amlwg yn is na’r disgwyl; ni ellir barnu grwpiau eraill");
  chart.description = both("Dot and interval for each row of the table above. Boys are 24.0 points below what is expected.",
                           "Dot a chyfwng ar gyfer pob rhes o’r tabl uchod. Mae bechgyn 24.0 pwynt yn is na’r disgwyl.");
  chart.note = both("Percentage points against expected. Filled square: low. Ring: cannot be judged. Filled circle: not low.",
                    "Pwyntiau canran o’i gymharu â’r disgwyl. Sgwâr llawn: isel. Cylch gwag: ni ellir barnu. Cylch llawn: ddim yn isel.");
  chart.values = {5, 6};
  chart.verdict = 1;
  return chart;
}

Table trend() {
  Table table{"trend", both("Reading, level 4 or higher, five years", "Darllen, lefel 4 neu uwch, pum mlynedd"), {}, {}, {}};
  table.columns = {words("School year", "Blwyddyn ysgol"), numbers("School", "Ysgol"), numbers("95% interval", "Cyfwng 95%"),
                   numbers("Family", "Teulu"), numbers("Wales", "Cymru")};
  const auto of = [](std::int16_t summer, double school, double low, double high, double family, double wales) {
    return row({year(summer), percent(school), Interval{low, high, Unit::percent}, percent(family), percent(wales)});
  };
  table.rows = {of(2004, 74.1, 62, 84, 76.2, 75.1), of(2005, 73.3, 61, 83, 77.1, 75.8), of(2006, 72.4, 60, 82, 77.8, 76.4),
                of(2007, 71.9, 60, 82, 78.3, 76.9), of(2008, 67.7, 55, 78, 76.9, 77.2)};
  return table;
}

Chart chart_of(ChartKind kind, const char* table, Phrase finding, Phrase description, std::vector<std::size_t> values) {
  Chart chart;
  chart.kind = kind;
  chart.table = table;
  chart.finding = std::move(finding);
  chart.description = std::move(description);
  chart.values = std::move(values);
  return chart;
}

Chart trend_chart() {
  Chart chart = chart_of(ChartKind::line, "trend", both("The share fell in 2007/08, while family and Wales hardly moved",
                         "Gostyngodd y gyfran yn 2007/08, er mai prin y newidiodd y teulu a Chymru"),
                         both("Line chart of the table above: school, family and Wales over five years.",
                              "Siart llinell o’r tabl uchod: ysgol, teulu a Chymru dros bum mlynedd."), {1, 2, 3, 4});
  chart.note = both("The school’s fall is within chance variation. The definition changed in 2005/06.",
                    "Mae gostyngiad yr ysgol o fewn amrywiad siawns. Newidiodd y diffiniad yn 2005/06.");
  chart.breaks = {2};
  return chart;
}

Table levels() {
  Table table{"levels", both("Reading levels, share of pupils", "Lefelau darllen, cyfran y disgyblion"), {}, {}, {}};
  table.columns = {words("Where", "Ble"), numbers("Level 2 or lower", "Lefel 2 neu is"), numbers("Level 3", "Lefel 3"),
                   numbers("Level 4", "Lefel 4"), numbers("Level 5", "Lefel 5")};
  table.rows = {row({name("School", "Ysgol"), percent(9.7), percent(22.6), percent(48.4), percent(19.3)}),
                row({name("Family", "Teulu"), percent(5.4), percent(17.7), percent(51.2), percent(25.7)}),
                row({name("Small neighbour", "Cymydog bach"), Mark::suppressed, percent(20), percent(50), percent(25)})};
  return table;
}

Table entries() {
  Table table{"entries", both("Subjects offered and taken", "Pynciau a gynigir ac a ddewisir"), {}, {}, {}};
  table.columns = {words("Subject area", "Maes"), numbers("Offered", "Cynigir"), numbers("Taken", "Dewiswyd")};
  table.rows = {row({name("Arts", "Celfyddydau"), count(6), count(4)}), row({name("Languages", "Ieithoedd"), count(3), count(1)}),
                row({name("Vocational courses and other courses with a long name", "Cyrsiau galwedigaethol a chyrsiau eraill ag enw hir"),
                     count(12), count(9)})};
  return table;
}

Table schools() {
  Table table{"schools", both("Schools of the family", "Ysgolion y teulu"), {}, {}, {}};
  table.columns = {words("School", "Ysgol"), numbers("Difference", "Gwahaniaeth"), numbers("95% interval", "Cyfwng 95%"),
                   words("Verdict", "Dyfarniad"), numbers("Free school meals", "Prydau ysgol am ddim")};
  const char* names[] = {"Ysgol Gynradd Bryn Eithin", "Ysgol Pen y Ddôl", "Harbour Road Primary School",
                         "St Elli’s VC Primary School", "Castle Street Primary School",
                         "Ysgol Gynradd Gymunedol Llanfihangel-y-Creuddyn a’r Cylch"};
  double gap = -14.5;
  for (const char* each : names) {
    const Verdict verdict = gap < -8 ? Verdict::low : gap > 6 ? Verdict::not_low : Verdict::cannot_be_judged;
    Row made = row({verbatim(std::string(each)), points(gap), between(gap - 7.3, gap + 7.3), verdict, percent(27.9 - gap)});
    made.cells[0].link = Target{"school", "9991017", ""};
    table.rows.push_back(made);
    gap += 4.7;
  }
  return table;
}

Table attendance() {
  return {"attendance", both("Attendance", "Presenoldeb"), {words("Year", "Blwyddyn"), numbers("Rate", "Cyfradd")}, {},
          both("No attendance has been loaded for 2007/08. Your authority’s data officer loads it in June.",
               "Nid oes presenoldeb wedi’i lwytho ar gyfer 2007/08. Swyddog data eich awdurdod sy’n ei lwytho ym mis Mehefin.")};
}

Details judging() {
  Details details{both("The search: 1,284 groups looked at, 7 findings", "Y chwiliad: edrychwyd ar 1,284 grŵp, 7 canfyddiad"), {}, true};
  Summary summary;
  summary.facts = {{both("Large enough to judge", "Digon mawr i’w barnu"),
                    both("611 groups of 30 pupils or more", "611 grŵp o 30 neu fwy o ddisgyblion")},
                   {both("Chance of a false alarm", "Siawns o gamrybudd"), both("Under 1 in 20 (q = 0.004)", "O dan 1 mewn 20 (q = 0.004)")}};
  details.blocks = {summary, Sentence{both("The interval allows for boys of one school being alike.",
                                           "Mae’r cyfwng yn ystyried bod bechgyn o’r un ysgol yn debyg."), Weight::body}};
  return details;
}

List done() {
  return {{{both("Finding 2008-0311: boys’ reading", "Canfyddiad 2008-0311: darllen bechgyn"), Target{"finding", "2008-0311", ""}},
           {both("No activity is linked to it yet.", "Nid oes gweithgaredd wedi’i gysylltu ag ef eto."), std::nullopt}}};
}

Sentence sentence(Weight weight, const char* en, const char* cy) { return {both(en, cy), weight}; }

}  // namespace

Page sample_school() {
  Page page;
  page.address = {"school", "9991017", ""};
  page.caption = both("School 9991017 · Glanaber · primary, 430 pupils", "Ysgol 9991017 · Glanaber · cynradd, 430 disgybl");
  page.title = verbatim(std::string("Ysgol Gynradd Bryn Eithin"));
  page.section = "find";
  page.invented = true;
  page.trail = {{both("Wales", "Cymru"), Target{"wales", "", ""}}, {both("Glanaber", "Glanaber"), std::nullopt}};
  page.blocks = {
      sentence(Weight::key,
               "Boys reach the expected level in reading less often than similar boys across Wales. Our best estimate is 24 points "
               "less; the true difference is likely to be between 9 and 39 points.",
               "Mae bechgyn yn cyrraedd y lefel ddisgwyliedig mewn darllen yn llai aml na bechgyn tebyg ledled Cymru. Ein "
               "hamcangyfrif gorau yw 24 pwynt yn llai; mae’r gwahaniaeth gwirioneddol yn debygol o fod rhwng 9 a 39 pwynt."),
      sentence(Weight::key, "Mathematics is not low on any comparison.", "Nid yw mathemateg yn isel ar unrhyw gymhariaeth."),
      comparisons(),
      sentence(Weight::body, "The three are never added up.", "Ni chaiff y tair eu hadio at ei gilydd."),
      groups(), groups_chart(), trend(), trend_chart(),
      Heading{both("Breadth and spread", "Ehangder a gwasgariad"), "spread"},
      levels(),
      chart_of(ChartKind::distribution, "levels", both("Fewer pupils reach level 5 than in the family", "Mae llai o ddisgyblion yn cyrraedd lefel 5 nag yn y teulu"),
               both("Stacked shares of the table above.", "Cyfrannau pentwr y tabl uchod."), {1, 2, 3, 4}),
      entries(),
      chart_of(ChartKind::bar, "entries", both("One of three languages is taken", "Un o dair iaith a ddewisir"),
               both("Paired bars of the table above.", "Barrau mewn parau o’r tabl uchod."), {1, 2}),
      schools(),
      chart_of(ChartKind::caterpillar, "schools", both("Two schools of the family are low", "Mae dwy ysgol o’r teulu yn isel"),
               both("Differences of the table above by size, with intervals.", "Gwahaniaethau’r tabl uchod yn ôl maint, gyda chyfyngau."), {1, 2}),
      chart_of(ChartKind::scatter, "schools", both("Schools with more free school meals lie further below", "Mae ysgolion â mwy o brydau am ddim ymhellach islaw"),
               both("Free school meals along, difference up.", "Prydau ysgol am ddim ar draws, gwahaniaeth i fyny."), {4, 1}),
      attendance(),
      Heading{both("What is being done", "Beth sy’n cael ei wneud"), "done"},
      done(),
      judging(),
      sentence(Weight::note, "Loads behind this page: 12.", "Llwythi y tu ôl i’r dudalen hon: 12.")};
  std::get<Chart>(page.blocks[14]).verdict = 3;
  std::get<Chart>(page.blocks[15]).verdict = 3;
  return page;
}

Page sample_finding() {
  Page page;
  page.address = {"finding", "2008-0311", ""};
  page.title = both("Boys fall short in reading", "Mae bechgyn yn tangyflawni mewn darllen");
  page.section = "find";
  page.invented = true;
  page.blocks = {sentence(Weight::key, "16 of 32 boys reached the expected level.", "Cyrhaeddodd 16 o 32 bachgen y lefel ddisgwyliedig."),
                 Heading{both("How this was judged", "Sut y barnwyd hyn"), "judged"}, judging(),
                 List{{{verbatim(std::string("Ysgol Gynradd Bryn Eithin")), Target{"school", "9991017", "groups"}}}}};
  return page;
}

report::Surroundings sample_surroundings() {
  return {.home = {"home", "", ""},
          .navigation = {{"find", phrase("navigation.find"), {"school", "9991017", ""}}},
          .footer = {{phrase("footer.definitions"), Target{"definition", "", ""}}, {phrase("footer.loads"), Target{"finding", "2008-0311", ""}}}};
}

bool is_sample(const Target& target) {
  return (target.noun == "school" && target.id == "9991017") || (target.noun == "finding" && target.id == "2008-0311");
}

}  // namespace potensial::tests
