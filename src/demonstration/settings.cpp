#include "demonstration/settings.hpp"

#include <algorithm>
#include <optional>

#include "demonstration/number_tree.hpp"

namespace potensial::demonstration {
namespace settings {

NumberTree tree_of(const catalogue::Catalogue& catalogue, std::string_view id) {
  return NumberTree(catalogue.newest("demonstration-numbers", id), id);
}

AuthorityShape shape_of(const Definition& definition, NumberTree& n) {
  AuthorityShape shape{.number = definition.id, .gss = definition.body.text("gss"), .name = definition.name, .formula = definition.body.text("formula")};
  shape.order = n.whole("order");
  shape.primary = n.whole("primary");
  shape.secondary = n.whole("secondary");
  shape.special = n.whole("special");
  shape.pru = n.whole("pru");
  shape.rural = n.whole("rural");
  shape.learners = n("learners");
  shape.fsm = n("fsm") / shape.learners;
  shape.welsh_medium = n("welsh-medium-percent") / 100;
  shape.eal = n("eal-percent") / 100;
  shape.tests = n("tests") > 0;
  shape.service = n("service") > 0;
  shape.delegated_percent = n.whole("delegated-percent");
  return shape;
}

void read_authorities(const catalogue::Catalogue& catalogue, std::vector<AuthorityShape>& shapes,
                      std::optional<Refusal>& missing) {
  for (const auto* definition : catalogue.of_kind("demonstration-authority")) {
    NumberTree n(definition, definition->id);
    shapes.push_back(shape_of(*definition, n));
    if (!missing) missing = n.missing();
  }
  std::sort(shapes.begin(), shapes.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
}

void read_partnerships(NumberTree& n, std::vector<Partnership>& partnerships) {
  const auto* list = n.at("partnerships");
  if (!list) return;
  for (const auto& item : std::get<Node::List>(list->value))
    partnerships.push_back({item.text("body"), item.text("kind"), item.text("source"), split_words(item.text("members"))});
}

void read_organisations(NumberTree& n, OrganisationNumbers& to) {
  to.nation_learners = n("nation-learners");
  to.small_areas = n.whole("small-areas");
  to.smallest_with_secondary = n.whole("smallest-with-secondary");
  to.primary_spread = n.exactly<4>("primary-size-spread");
  to.largest_primary_share = n("largest-primary-share");
  to.cluster_spread = n("cluster-size-spread");
  to.cluster_noise = n("cluster-noise");
  to.other_secondary = n("other-secondary");
  to.deprivation_spread = n("deprivation-spread");
  to.deprivation_per_rural = n("deprivation-spread-per-rural");
  to.area_correlation = n("area-correlation");
  to.dual_stream = n("dual-stream");
  to.transitional = n("transitional");
  to.significant_welsh = n("significant-welsh");
  to.secondary_welsh = n("secondary-welsh-share");
  to.controlled = n("governance/controlled");
  to.aided = n("governance/aided");
  to.foundation = n("governance/foundation");
  to.special_share = n("special-share");
  to.nursery_share = n("nursery-share");
  to.mergers = n.whole("mergers");
  to.closures = n.whole("closures");
  to.ctf_one_in = n.whole("ctf-one-in");
  if (const auto* list = n.at("bilingual-categories"))
    for (const auto& item : std::get<Node::List>(list->value)) to.bilingual.push_back(*item.scalar());
  read_partnerships(n, to.partnerships);
}

void read_moves(NumberTree& n, LearnerNumbers& to) {
  to.move_school[0] = n("moves/school/primary");
  to.move_school[1] = n("moves/school/secondary");
  to.move_authority[0] = n("moves/authority/primary");
  to.move_authority[1] = n("moves/authority/secondary");
  to.leave = n("moves/leave");
  to.arrive = n("moves/arrive");
  to.in_august = n("moves/in-august");
  to.times_fsm = n("moves/times/fsm");
  to.times_looked_after = n("moves/times/looked-after");
  to.times_traveller = n("moves/times/traveller");
  to.times_migrant = n("moves/times/migrant");
  to.times_service = n("moves/times/service");
}

void read_needs(NumberTree& n, LearnerNumbers& to) {
  to.sen_base = n("sen/base");
  to.sen_boy = n("sen/boy");
  to.sen_fsm = n("sen/fsm");
  to.sen_looked_after = n("sen/looked-after");
  to.sen_r2 = n("sen/r2");
  to.sen_carer = n("sen/carer");
  to.sen_traveller = n("sen/traveller");
  to.severity_r2 = n("sen/severity-r2");
  to.severity_looked_after = n("sen/severity-looked-after");
  to.action_plus_from = n("sen/action-plus-from");
  to.statement_from = n("sen/statement-from");
  to.special_school = n("sen/special-school");
  to.looked_after = n("looked-after/rate");
  to.looked_after_per_fsm = n("looked-after/per-fsm");
  to.looked_after_mean_fsm = n("looked-after/mean-fsm");
  to.looked_after_years = n("looked-after/years");
  to.looked_after_elsewhere = n("looked-after/elsewhere");
  to.carer_true = n("carer/true");
  to.carer_fsm = n("carer/fsm");
  to.carer_recorded = n("carer/recorded");
  to.carer_silent_schools = n.whole("carer/silent-schools");
  to.service_there = n("service/there");
  to.service_elsewhere = n("service/elsewhere");
  to.offending_base = n("youth-offending/base");
  to.offending_boy = n("youth-offending/boy");
  to.offending_fsm = n("youth-offending/fsm");
  to.offending_r9 = n("youth-offending/r9");
  to.offending_looked_after = n("youth-offending/looked-after");
  to.childrens_home = n("childrens-home/share");
  to.childrens_home_england = n("childrens-home/from-england");
  to.pru = n("pru/share");
  to.pru_dual = n("pru/dual");
}

void read_learners(NumberTree& n, LearnerNumbers& to) {
  to.girl = n("girl");
  to.children = n.exactly<4>("children");
  to.spacing = n.exactly<5>("spacing");
  to.twin = n("twin");
  to.younger_nursery = n("younger-nursery");
  to.year_12 = n("year-12");
  to.year_13 = n("year-13");
  to.fsm_kept = n("fsm/kept");
  to.fsm_rate_times = n("fsm/rate-times");
  to.fsm_migrant = n("fsm/migrant");
  to.migrant = n("migrant/share");
  to.migrant_latest = n.whole("migrant/latest");
  to.ethnic_silent = n("missing/ethnic-schools");
  to.eal_silent = n("missing/eal-schools");
  to.temporary_upn = n("temporary-upn");
  to.second_upn = n("second-upn");
  to.counted_twice = n("counted-twice");
  to.non_white_above_eal = n("ethnic/non-white-above-eal");
  to.other_white_base = n("ethnic/other-white/base");
  to.other_white_per_eal = n("ethnic/other-white/per-eal");
  to.traveller = n("ethnic/traveller");
  to.unknown_ethnic = n("ethnic/unknown");
  to.eal_entry = n.exactly<5>("eal/entry");
  to.eal_migrant_entry = n.exactly<5>("eal/migrant-entry");
  to.eal_next = n.exactly<4>("eal/next");
  to.home_welsh_rural = n("welsh/home-rural");
  to.home_welsh = n("welsh/home");
  to.home_welsh_elsewhere = n("welsh/elsewhere");
  to.persistence = n("persistence");
  read_moves(n, to);
  read_needs(n, to);
}

EthnicPart part_of(std::string_view word) {
  if (word == "other-white") return EthnicPart::other_white;
  if (word == "traveller") return EthnicPart::traveller;
  if (word == "non-white") return EthnicPart::non_white;
  if (word == "unknown") return EthnicPart::unknown;
  return EthnicPart::british;
}

void read_ethnic(NumberTree& n, std::vector<EthnicGroup>& to) {
  const auto* list = n.at("groups");
  if (!list) return;
  for (const auto& item : std::get<Node::List>(list->value))
    to.push_back({item.text("code"), part_of(item.text("part")), item.number("share").value_or(1),
                  item.number("eal").value_or(0), item.number("fsm").value_or(0), item.number("effect").value_or(0),
                  item.find("mixed") != nullptr, split_words(item.text("languages"))});
}

void read_levels(NumberTree& n, AttainmentNumbers& to) {
  to.girl = {n.exactly<4>("girl-language"), n.exactly<4>("girl-mathematics"), n.exactly<4>("girl-science")};
  to.expected = {n.exactly<4>("expected-language"), n.exactly<4>("expected-mathematics"), n.exactly<4>("expected-science")};
  to.above = {n.exactly<3>("above-language"), n.exactly<3>("above-mathematics"), n.exactly<3>("above-science")};
  to.two_above = n.exactly<3>("two-above");
  to.below = n.exactly<3>("below");
  to.two_below = n.exactly<3>("two-below");
  to.share_below = n.exactly<3>("share-below");
  to.expected_level = n.exactly<3>("expected-level");
  to.not_awarded = n("not-awarded");
  to.disapplied = n("disapplied");
  to.disapplied_statement = n("disapplied-statement");
  to.absent = n("absent");
  to.pilot_schools = n.whole("pilot-schools");
  to.pilot_from = n.whole("pilot-from");
}

void read_examinations(NumberTree& n, AttainmentNumbers& to) {
  to.other_subjects = n.whole("ks4/other-subjects");
  to.other_noise = n("ks4/other-noise");
  to.other_girl = n("ks4/other-girl");
  to.other_c = n("ks4/other-c");
  to.core_g = n("ks4/core-g");
  to.other_g = n("ks4/other-g");
  to.higher = n.exactly<3>("ks4/higher");
  to.subjects = n.words("ks4/subjects");
  to.bodies = n.words("ks4/bodies");
  to.test_noise = n("tests/noise");
  to.test_spread = n("tests/spread");
  to.test_centre = n("tests/centre");
  to.test_first = n.whole("tests/first");
  to.test_last = n.whole("tests/last");
  to.test_items = n.whole("tests/raw-items");
}

void read_attainment(NumberTree& n, AttainmentNumbers& to) {
  to.fsm = n.exactly<4>("fsm");
  to.school_fsm = n.exactly<4>("school-fsm");
  to.action = n.exactly<4>("action");
  to.action_plus = n.exactly<4>("action-plus");
  to.statement = n.exactly<4>("statement");
  to.looked_after = n.exactly<4>("looked-after");
  to.carer = n.exactly<4>("carer");
  to.moved = n.exactly<4>("moved");
  to.youth_offending = n.exactly<4>("youth-offending");
  to.month = n.exactly<4>("month");
  to.eal = n.exactly<5>("eal");
  to.residual = n.exactly<4>("residual");
  to.drift = n.exactly<4>("drift");
  to.fsm_growth = n("fsm-growth");
  to.mean_school_fsm = n("mean-school-fsm");
  to.drift_from = n("drift-from");
  to.primary_spread = n("primary-spread");
  to.primary_later = n("primary-later");
  to.secondary_spread = n("secondary-spread");
  to.authority_spread = n("authority-spread");
  to.shock_spread = n("shock-spread");
  to.noise = n("noise");
  to.leniency = n("leniency");
  to.component_noise = n("component-noise");
  to.writing_harder = n("writing-harder");
  to.writing_boys = n("writing-boys");
  read_levels(n, to);
  read_examinations(n, to);
}

void read_attendance(NumberTree& n, AttendanceNumbers& to) {
  to.sessions = n.whole("sessions");
  to.snow_days = n.whole("snow-days");
  int level = 0;
  for (const std::string phase : {"primary", "secondary"}) {
    to.base[level] = n(phase + "/base");
    to.fsm[level] = n(phase + "/fsm");
    to.spread[level++] = n(phase + "/spread");
  }
  to.per_year_group = n("secondary/per-year-group");
  to.sen = n("sen");
  to.traveller = n("traveller");
  to.youth_offending = n("youth-offending");
  to.carer = n("carer");
  to.trait = n("trait");
  to.residual = n("residual");
  to.noise = n("noise");
  to.drift = n("drift");
  to.half_terms = n.exactly<6>("half-terms");
  to.weekdays = n.exactly<5>("weekdays");
  to.illness_run = n("illness-run");
  to.illness_2009 = n("illness-autumn-2009");
  to.traveller_share = n("traveller-share");
  to.study_leave = n("study-leave");
  to.late = n("late");
  to.approved = n("approved");
  const char* codes[] = {"I", "M", "H", "F", "C", "R", "G", "O", "N", "U"};
  for (std::size_t i = 0; i < 10; ++i) to.absence_codes[i] = n(std::string("absence-codes/") + codes[i]);
}

void read_exclusion(NumberTree& n, ExclusionNumbers& to) {
  to.base = n.exactly<12>("exclusion/base");
  to.boy = n("exclusion/boy");
  to.fsm = n("exclusion/fsm");
  to.action = n("exclusion/action");
  to.action_plus = n("exclusion/action-plus");
  to.statement = n("exclusion/statement");
  to.looked_after = n("exclusion/looked-after");
  to.youth_offending = n("exclusion/youth-offending");
  to.residual = n("exclusion/residual");
  to.secondary_effect = n("exclusion/secondary-effect");
  to.noise = n("exclusion/noise");
  to.drift = n("exclusion/drift");
  to.permanent = n("exclusion/permanent");
  to.days_mean = n("exclusion/days-mean");
  to.longer = n("exclusion/long");
  to.reasons = n.words("exclusion/reasons");
  to.reason_weights = n.numbers("exclusion/reason-weights");
}

std::vector<double> effects_of(const Node& item) {
  std::vector<double> effects;
  for (const auto& each : item.list("effect")) effects.push_back(Node{Node::Members{{"e", each}}}.number("e").value_or(0));
  return effects;
}

void read_groups(NumberTree& n, GroupNumbers& to) {
  to.smallest = n.whole("smallest");
  to.fewest_secondaries = n.whole("fewest-secondaries");
  if (const auto* list = n.at("groups"))
    for (const auto& item : std::get<Node::List>(list->value))
      to.rules.push_back({item.text("id"), item.text("outcome"), split_words(item.text("where")),
                          split_words(item.text("authorities")), effects_of(item)});
  to.under_awarded_schools = n.whole("under-awarded/schools");
  to.under_awarded_share = n("under-awarded/share");
  to.not_enrolled_share = n("not-enrolled/share");
  if (const auto* node = n.at("under-awarded")) to.under_awarded_id = node->text("id");
  if (const auto* node = n.at("not-enrolled")) to.not_enrolled_id = node->text("id");
}

void read_planted_schools(NumberTree& n, PlantedSchoolNumbers& to) {
  to.concern_primaries = n.whole("concern/primaries");
  to.concern_secondaries = n.whole("concern/secondaries");
  to.concern_inspected = n.whole("concern/inspected");
  to.concern_slope = n("concern/slope");
  to.concern_absence = n("concern/absence");
  to.concern_exclusions = n("concern/exclusions");
  to.concern_first = n.whole("concern/first");
  to.concern_last = n.whole("concern/last");
  to.false_alarms = n.whole("false-alarms/schools");
  to.false_deprivation = n("false-alarms/deprivation");
  to.false_effect = n("false-alarms/effect");
  to.recovering = n.whole("recovering/schools");
  to.recovering_slope = n("recovering/slope");
  to.recovering_effect = n("recovering/effect");
  to.recovering_from = n.whole("recovering/from");
  to.inflated_primaries = n.whole("inflated/primaries");
  to.inflated_primary = n("inflated/primary");
  to.inflated_secondaries = n.whole("inflated/secondaries");
  to.inflated_secondary = n("inflated/secondary");
  to.harsh = n.whole("inflated/harsh");
  to.harsh_by = n("inflated/harsh-by");
  to.inflated_fewest = n.whole("inflated/fewest");
  to.inspection_one_in = n.whole("inspection/one-in");
  to.inspection_correlation = n("inspection/correlation");
  to.inspection_first = n.whole("inspection/first");
  to.inspection_last = n.whole("inspection/last");
  to.questions = n.whole("inspection/questions");
  to.inspection_cuts = n.exactly<4>("inspection/cuts");
}

void read_delegation(NumberTree& n, DelegationNumbers& to) {
  to.first_year = n.whole("delegation/first-year");
  to.millions = n.numbers("delegation/millions");
  to.need_slope = n("delegation/need-slope");
  to.history_slope = n("delegation/history-slope");
  to.middle = n("delegation/middle");
  to.lump_percent = n.whole("delegation/lump-percent");
}

void read_staff(NumberTree& n, StaffNumbers& to) {
  to.learners_per_teacher = n.exactly<5>("learners-per-teacher");
  to.fewest = n.whole("fewest");
  to.deputy_from = n.whole("deputy-from");
  to.most_service = n.whole("most-service");
  to.fewest_service_of_leaders = n.whole("fewest-service-of-leaders");
  to.part_time = n("part-time");
  to.part_time_hundredths = n.numbers("part-time-hundredths");
  to.turnover = n("turnover");
  to.turnover_concern = n("turnover-concern");
  to.subject_leaders = n("subject-leaders");
  to.welsh_there = n("welsh-there");
  to.welsh_elsewhere = n("welsh-elsewhere");
  to.primary_subjects = n.words("primary-subjects");
  to.secondary_subjects = n.words("secondary-subjects");
}

void read_advisers(NumberTree& n, AdviserNumbers& to) {
  to.visits = n("visits");
  to.visits_per_learner = n("visits-per-learner");
  to.most_visits = n("most-visits");
  to.habit = n("habit");
  to.times_concern = n("times-concern");
  to.lengths = n.numbers("lengths");
  to.purposes = n.words("purposes");
  to.purpose_weights = n.numbers("purpose-weights");
  to.roles = n.words("roles");
  to.role_weights = n.numbers("role-weights");
}

BidLineTemplate line_template_of(const Node& item) {
  return {item.text("area"), item.text("initiative"), item.text("title"), item.text("priority"), item.text("purpose"), item.text("activity"),
          item.text("group"), item.text("indicator")};
}

void read_quality(NumberTree& n, QualityNumbers& to) {
  to.good = n("good");
  to.poor = n("poor");
  to.persistence = n("persistence");
  if (const auto* list = n.at("defects"))
    for (const auto& item : std::get<Node::List>(list->value)) to.defects.push_back({item.text("id"), item.number("typical").value_or(0), item.number("poor").value_or(0)});
}

void read_plans(NumberTree& n, PlanNumbers& to) {
  read_quality(n, to);
  to.schools = n("schools");
  to.unlinked = n("unlinked");
  to.pence_of_a_day = n("pence-of-a-day");
  to.fewest_activities = n.whole("activities-of-a-plan/fewest");
  to.most_activities = n.whole("activities-of-a-plan/most");
  to.least_planned = n.whole("least-planned");
  if (const auto* list = n.at("priorities"))
    for (const auto& item : std::get<Node::List>(list->value)) to.priorities.push_back(item.text("priority"));
  if (const auto* list = n.at("activities"))
    for (const auto& item : std::get<Node::List>(list->value))
      to.activities.push_back({item.text("title"), item.text("serves"), item.text("purpose"), item.text("activity"), item.text("outcome"), item.text("reason")});
}

void read_spend(NumberTree& n, SpendNumbers& to) {
  to.underspend = n("underspend");
  to.much_least = n("underspending/least");
  to.much_most = n("underspending/most");
  to.underspending = n.whole("underspending/authorities");
  to.ineligible = n("ineligible");
  to.reversed = n("reversed");
  to.of_several_sources = n.whole("of-several-sources");
  to.claimed_twice = n.whole("claimed-twice");
  to.spend = n.words("spend");
  to.supplier_kinds = n.words("supplier-kinds");
  if (const auto* list = n.at("sources"))
    for (const auto& item : std::get<Node::List>(list->value)) to.sources.push_back(item.text("source"));
  if (const auto* list = n.at("excluded"))
    for (const auto& item : std::get<Node::List>(list->value)) to.excluded.emplace_back(static_cast<int>(item.number("from").value_or(0)), split_words(item.text("spend")));
}

void read_bids(NumberTree& n, BidNumbers& to) {
  read_quality(n, to);
  to.shares = n.numbers("shares");
  if (const auto* list = n.at("years"))
    for (const auto& item : std::get<Node::List>(list->value))
      to.areas.emplace_back(static_cast<int>(item.number("from").value_or(0)), split_words(item.text("areas")));
  if (const auto* list = n.at("lines"))
    for (const auto& item : std::get<Node::List>(list->value)) to.lines.push_back(line_template_of(item));
}

StrategyRule strategy_of(const Node& item) {
  const auto whole = [&](std::string_view name) { return static_cast<int>(item.number(name).value_or(0)); };
  StrategyRule rule;
  rule.id = item.text("id");
  rule.choose = item.text("choose");
  rule.name = item.bilingual("name").value_or(Text{});
  rule.who = item.text("who");
  rule.outcome = item.text("outcome");
  rule.comparison = item.text("comparison");
  rule.evaluation = item.text("evaluation");
  rule.fund = item.text("fund");
  rule.phase = item.text("phase");
  rule.mode = item.text("mode");
  rule.until = item.text("until");
  rule.authorities = split_words(item.text("authorities"));
  for (const auto& group : split_words(item.text("groups"))) rule.groups.at(static_cast<std::size_t>(std::stoi(group))) = true;
  rule.first = whole("first");
  rule.last = whole("last");
  rule.schools = whole("schools");
  rule.sessions = whole("sessions");
  rule.pence = whole("pence");
  rule.share = item.number("share").value_or(1);
  return rule;
}

void read_strategies(NumberTree& n, StrategyNumbers& to) {
  to.expected = n.exactly<3>("expected");
  to.able = n.exactly<3>("able");
  to.fewest_schools = n.whole("fewest-schools");
  to.least_fidelity = n("fidelity/least");
  to.most_fidelity = n("fidelity/most");
  to.grant_share = n("grant/share");
  to.grant_learners = n.whole("grant/learners");
  to.grant_first = n.whole("grant/first");
  to.by_attainment = n("grant/by-attainment");
  to.grant_places = n("grant/places");
  if (const auto* list = n.at("strategies"))
    for (const auto& item : std::get<Node::List>(list->value)) to.rules.push_back(strategy_of(item));
}

void read_names(NumberTree& n, NameLists& to) {
  to.first_elements = n.words("schools/first");
  to.nouns = n.words("schools/nouns");
  to.english_first = n.words("schools/english-first");
  to.english_second = n.words("schools/english-second");
  int list = 0;
  for (const std::string language : {"welsh", "english", "other"}) {
    to.forenames[list][0] = n.words(language + "/girls");
    to.forenames[list][1] = n.words(language + "/boys");
    to.surnames[list++] = n.words(language + "/surnames");
  }
}

}  // namespace settings

Result<Settings> read_settings(const catalogue::Catalogue& catalogue) {
  Settings all;
  std::optional<Refusal> missing;
  const auto read = [&](std::string_view id, auto reader, auto& to) {
    auto tree = settings::tree_of(catalogue, id);
    if (!missing && tree.missing()) missing = tree.missing();
    if (missing) return;
    reader(tree, to);
    missing = tree.missing();
  };
  settings::read_authorities(catalogue, all.authorities, missing);
  read("organisations", settings::read_organisations, all.organisations);
  read("learners", settings::read_learners, all.learners);
  read("ethnic-groups", settings::read_ethnic, all.learners.ethnic);
  read("attainment", settings::read_attainment, all.attainment);
  read("attendance", settings::read_attendance, all.attendance);
  read("attendance", settings::read_exclusion, all.exclusion);
  read("groups", settings::read_groups, all.groups);
  read("schools", settings::read_planted_schools, all.schools);
  read("strategies", settings::read_strategies, all.strategies);
  read("names", settings::read_names, all.names);
  read("money", settings::read_delegation, all.delegation);
  read("staff", settings::read_staff, all.staff);
  read("advisers", settings::read_advisers, all.advisers);
  read("bids", settings::read_bids, all.bids);
  read("plans", settings::read_plans, all.plans);
  read("spend", settings::read_spend, all.spend);
  if (missing) return std::unexpected(*missing);
  return all;
}

}  // namespace potensial::demonstration
