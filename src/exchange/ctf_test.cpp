#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "exchange/ctf_incoming.hpp"
#include "exchange/ctf_reader.hpp"
#include "exchange/ctf_writer.hpp"

namespace potensial::exchange {
namespace {

const std::string kFolder = POTENSIAL_ROOT "/tests/reference/ctf/";
const std::string kPrimary = "6742990_CTF_6744990_001.xml";
const std::string kAuthority = "681LLLL_CTF_6814991_001.xml";
const std::string kEngland = "8912992_CTF_6684992_001.xml";

std::string sample_text(const std::string& name) {
  std::ifstream in(kFolder + name, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

CtfFile sample(const std::string& name) {
  auto file = read_ctf(sample_text(name), {.keep_contacts = true});
  EXPECT_TRUE(file) << file.error().code;
  return file ? std::move(*file) : CtfFile{};
}

// The information of a document as sorted lines "path=text", by libxml2's own tree and not by our reader.
void add_lines(const xmlNode* node, const std::string& path, std::vector<std::string>& lines) {
  for (const auto* each = node; each; each = each->next) {
    if (each->type == XML_ELEMENT_NODE) {
      const auto here = path + "/" + reinterpret_cast<const char*>(each->name);
      if (!xmlFirstElementChild(const_cast<xmlNode*>(each))) {
        auto* text = xmlNodeGetContent(each);
        if (*text) lines.push_back(here + "=" + reinterpret_cast<const char*>(text));
        xmlFree(text);
      }
      add_lines(each->children, here, lines);
    }
  }
}

std::vector<std::string> tree_of(const std::string& text) {
  auto* document = xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET);
  std::vector<std::string> lines;
  if (document) add_lines(xmlDocGetRootElement(document), "", lines);
  xmlFreeDoc(document);
  return lines;
}

struct Totals {
  std::size_t pupils = 0, fsm = 0, fsm_open = 0, sen = 0, in_care = 0, csi_yes = 0, results = 0;
  long possible = 0, attended = 0;
};

Totals totals_of(const CtfFile& file) {
  Totals totals;
  totals.pupils = file.pupils.size();
  for (const auto& pupil : file.pupils) {
    totals.fsm += !pupil.meals.instances.empty();
    totals.fsm_open += std::ranges::any_of(pupil.meals.instances, [](const auto& each) { return each.end.empty(); });
    totals.sen += !pupil.sen.provisions.empty();
    totals.in_care += pupil.looked_after.in_care == "true";
    for (const auto& stage : pupil.stages)
      for (const auto& result : stage.results) {
        ++totals.results;
        totals.csi_yes += stage.stage == "KS2" && result.subject == "CSI" && result.result == "Y";
      }
    for (const auto& year : pupil.attendance) {
      totals.possible += std::stol(year.possible);
      totals.attended += std::stol(year.attended);
    }
  }
  return totals;
}

TEST(CtfReader, FindsTheTotalsOfTheSamples) {
  // The numbers of tests/reference/ctf/expected.json.
  const auto primary = sample(kPrimary);
  const auto of_primary = totals_of(primary);
  EXPECT_EQ(of_primary.pupils, 12u);
  EXPECT_EQ(of_primary.fsm, 4u);
  EXPECT_EQ(of_primary.fsm_open, 3u);
  EXPECT_EQ(of_primary.sen, 4u);
  EXPECT_EQ(of_primary.in_care, 1u);
  EXPECT_EQ(of_primary.csi_yes, 9u);
  EXPECT_EQ(of_primary.results, 96u);
  EXPECT_EQ(of_primary.possible, 8872);
  EXPECT_EQ(of_primary.attended, 8202);
  EXPECT_EQ(primary.pupils.front().upn, "N674299003001");
  EXPECT_EQ(primary.pupils.back().upn, "Q674299003012");
  const auto authority = sample(kAuthority);
  EXPECT_TRUE(authority.header.partial());
  EXPECT_EQ(totals_of(authority).csi_yes, 2u);
  EXPECT_EQ(totals_of(authority).results, 24u);
  EXPECT_EQ(authority.pupils.front().upn, "H681299104007");
  EXPECT_EQ(authority.pupils.back().upn, "L681299104009");
  const auto england = sample(kEngland);
  EXPECT_TRUE(england.pupils.front().calls_it_sex);
  EXPECT_EQ(totals_of(england).pupils, 4u);
  EXPECT_EQ(totals_of(england).in_care, 2u);
  EXPECT_EQ(totals_of(england).results, 12u);
  EXPECT_EQ(totals_of(england).possible, 2960);
  EXPECT_EQ(totals_of(england).attended, 2675);
}

TEST(CtfWriter, WritesBackAllThatTheSamplesHold) {
  for (const auto& name : {kPrimary, kAuthority, kEngland}) {
    const auto lines = tree_of(sample_text(name));
    ASSERT_GT(lines.size(), 100u);
    EXPECT_EQ(tree_of(ctf_text(sample(name))), lines) << name;
  }
}

TEST(CtfWriter, LeavesOutContactsUnlessTheyWereKept) {
  const auto file = read_ctf(sample_text(kPrimary));
  ASSERT_TRUE(file);
  const auto text = ctf_text(*file);
  EXPECT_EQ(text.find("Contacts"), std::string::npos);
  EXPECT_EQ(text.find("AddressLine"), std::string::npos);
  EXPECT_NE(text.find("<PostCode>ZZ99"), std::string::npos);
}

TEST(CtfWriter, EscapesWhatXmlReserves) {
  CtfFile file;
  file.header.source.lea = "681";
  file.pupils.resize(1);
  file.pupils[0].upn = "A1";
  file.pupils[0].surname = "<Siân & \"Tŷ\">";
  const auto again = read_ctf(ctf_text(file));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->pupils[0].surname, file.pupils[0].surname);
}

TEST(CtfWriter, NamesFilesAfterSourceAndDestination) {
  EXPECT_EQ(ctf_file_name({.lea = "674", .estab = "2990"}, {.lea = "674", .estab = "4990"}, 1), kPrimary);
  EXPECT_EQ(ctf_file_name({.lea = "674", .estab = "2990"}, {.lea = "674"}, 12), "6742990_CTF_674LLLL_012.xml");
}

std::string small_file(const std::string& pupils, const std::string& before = "") {
  return "<?xml version=\"1.0\"?>" + before +
         "<CTfile><Header><DocumentQualifier>full</DocumentQualifier><SourceSchool><LEA>681</LEA><Estab>2990</Estab>"
         "<AcademicYear>2010</AcademicYear></SourceSchool></Header><CTFpupilData>" +
         pupils + "</CTFpupilData></CTfile>";
}

TEST(CtfReader, KeepsWhatItDoesNotKnow) {
  const std::string pupil =
      "<Pupil><Newer><Deep>1</Deep></Newer><UPN>A1</UPN><BasicDetails><Hobby>telyn</Hobby></BasicDetails>"
      "<SuppInfo><SuppID>X</SuppID><Own>2</Own></SuppInfo></Pupil>";
  const auto file = read_ctf(small_file(pupil));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->pupils[0].upn, "A1");
  ASSERT_EQ(file->pupils[0].others.size(), 2u);
  const auto text = ctf_text(*file);
  for (const auto* part : {"<Deep>1</Deep>", "<Hobby>telyn</Hobby>", "<Own>2</Own>"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
}

TEST(CtfReader, Sec24RefusesDocumentTypesAndEntities) {
  const std::string bomb =
      "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
  EXPECT_EQ(read_ctf(small_file("<Pupil><UPN>&b;</UPN></Pupil>", bomb)).error().code, "exchange.xml-dtd");
  EXPECT_EQ(read_ctf(small_file("", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")).error().code, "exchange.xml-dtd");
  EXPECT_EQ(read_ctf(small_file("<Pupil>&unknown;</Pupil>")).error().code, "exchange.xml-broken");
}

TEST(CtfReader, Sec24RefusesDeepNestingQuickly) {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(read_ctf(small_file(deep)).error().code, "exchange.xml-nesting");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
}

TEST(CtfReader, Sec24RefusesWhatIsTooLargeOrNoTransferFile) {
  EXPECT_EQ(read_ctf("").error().code, "exchange.empty");
  EXPECT_EQ(read_ctf("<html><body/></html>").error().code, "exchange.not-ctf");
  EXPECT_EQ(read_ctf(sample_text(kPrimary), {.largest_bytes = 1000}).error().code, "exchange.too-large");
  EXPECT_EQ(read_ctf(small_file("<Pupil><UPN>" + std::string((1 << 20) + 1, 'A') + "</UPN></Pupil>")).error().code,
            "exchange.xml-excess");
  EXPECT_EQ(read_ctf("<?xml version=\"1.0\" encoding=\"UTF-7\"?><CTfile/>").error().code, "exchange.encoding-unknown");
  EXPECT_EQ(read_ctf("<CTfile><CTFpupilData/></CTfile>").error().code, "exchange.ctf-no-header");
}

std::size_t peak_memory() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<std::size_t>(used.ru_maxrss) * 1024;
}

// A place that documents point to; whether anybody came.
class Bait {
 public:
  Bait() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place);
    ::listen(socket_, 1);
    socklen_t size = sizeof place;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&place), &size);
    port_ = ntohs(place.sin_port);
  }
  Bait(const Bait&) = delete;
  Bait& operator=(const Bait&) = delete;
  ~Bait() { ::close(socket_); }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/x"; }
  bool was_taken() const {
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, 0) != 0;
  }

 private:
  int socket_;
  unsigned short port_ = 0;
};

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<std::pair<std::string, std::string>> attacks_by_xml(const std::string& elsewhere) {
  const std::string use = "<Pupil><UPN>&x;</UPN></Pupil>";
  std::string laughs = "<!DOCTYPE l [<!ENTITY l0 \"ha\">";
  for (int i = 1; i < 10; ++i) laughs += "<!ENTITY l" + std::to_string(i) + " \"" + repeated(10, "&l" + std::to_string(i - 1) + ";") + "\">";
  const auto doctype = [&](const std::string& inside) { return small_file(use, "<!DOCTYPE x [" + inside + "]>"); };
  return {{"a file", doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">")},
          {"another host", doctype("<!ENTITY x SYSTEM \"" + elsewhere + "\">")},
          {"a parameter entity", doctype("<!ENTITY % x SYSTEM \"" + elsewhere + "\">%x;")},
          {"a document type elsewhere", small_file(use, "<!DOCTYPE x SYSTEM \"" + elsewhere + "\">")},
          {"a public document type", small_file(use, "<!DOCTYPE x PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"" + elsewhere + "\">")},
          {"a billion laughs", small_file("<Pupil><UPN>&l9;</UPN></Pupil>", laughs + "]>")},
          {"one long entity many times", small_file(repeated(10'000, "&x;"), "<!DOCTYPE x [<!ENTITY x \"" + std::string(100'000, 'a') + "\">]>")},
          {"notations and defaults", doctype("<!ATTLIST Pupil a CDATA \"b\"><!NOTATION n SYSTEM \"" + elsewhere + "\">")},
          {"a document type in a comment", small_file("<!-- <!DOCTYPE x> --><Pupil/>")},
          {"an entity of no document", small_file(use)},
          {"a million elements deep", small_file(repeated(1'000'000, "<a>"))},
          {"many attributes", small_file("<Pupil " + repeated(257, "a='1' ") + "/>")},
          {"different attributes", [] {
             std::string text = "<Pupil";
             for (int i = 0; i < 300; ++i) text += " a" + std::to_string(i) + "=''";
             return small_file(text + "/>");
           }()},
          {"a text without end", small_file("<Pupil><UPN>" + std::string(2'000'000, 'A') + "</UPN></Pupil>")},
          {"sixteen bits a letter", [] {
             std::string wide = "\xFF\xFE";
             for (const char c : std::string("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><CTfile>&x;</CTfile>")) wide += {c, '\0'};
             return wide;
           }()},
          {"an encoding that hides letters", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE x><CTfile/>"},
          {"another encoding", "<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?><CTfile/>"},
          {"another encoding declared twice", "<?xml version=\"1.0\" encoding=\"UTF-16\" encoding=\"UTF-8\"?><CTfile/>"}};
}

// In a tenth of a second of the processor and 64 MiB each, and nobody elsewhere hears of it.
TEST(CtfReader, Sec24RefusesKnownAttacksAtOnceAndLooksNowhereElse) {
  const Bait bait;
  for (const auto& [what, text] : attacks_by_xml(bait.address())) {
    const auto memory = peak_memory();
    const auto began = std::clock();
    EXPECT_FALSE(read_ctf(text)) << what;
    EXPECT_LT(static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC, 0.1) << what;
    EXPECT_LT(peak_memory() - memory, std::size_t{64} << 20) << what;
  }
  EXPECT_TRUE(read_ctf(small_file("<Pupil><xi:include href=\"" + bait.address() + "\"/></Pupil>"))) << "an element like any other";
  EXPECT_FALSE(bait.was_taken());
}

TEST(CtfReader, Sec24HoldsLimitsToTheElement) {
  const auto deep = [](int levels) { return small_file("<Pupil>" + repeated(static_cast<std::size_t>(levels), "<a>") + repeated(static_cast<std::size_t>(levels), "</a>") + "</Pupil>"); };
  EXPECT_TRUE(read_ctf(deep(61)));  // CTfile, CTFpupilData and Pupil stand above
  EXPECT_EQ(read_ctf(deep(62)).error().code, "exchange.xml-nesting");
  EXPECT_TRUE(read_ctf(small_file("<Pupil><UPN>" + std::string(1 << 20, 'A') + "</UPN></Pupil>")));
}

TEST(CtfReader, ReadsLatin1AndByteOrderMarks) {
  auto latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" +
               small_file("<Pupil><Forename>Si\xE2n</Forename></Pupil>").substr(21);
  EXPECT_EQ(read_ctf(latin)->pupils[0].forename, "Siân");
  EXPECT_EQ(read_ctf("\xEF\xBB\xBF" + small_file("<Pupil><Forename>Siân</Forename></Pupil>"))->pupils[0].forename, "Siân");
}

TEST(CtfReader, RefusesEveryTruncation) {
  const auto text = sample_text(kAuthority);
  const auto whole = text.rfind("</CTfile>") + std::string("</CTfile>").size();
  for (std::size_t length = 0; length < whole; length += 97) EXPECT_FALSE(read_ctf(text.substr(0, length))) << length;
}

TEST(CtfReader, SurvivesDamagedBytes) {
  std::mt19937 random(3);
  const auto text = sample_text(kEngland);
  for (int round = 0; round < 400; ++round) {
    auto damaged = text;
    for (int flips = 0; flips < 5; ++flips) damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto file = read_ctf(damaged);
    if (!file) continue;
    EXPECT_TRUE(read_ctf(ctf_text(*file)));
  }
}

TEST(CountMarks, CountsEachMark) {
  const auto counts = count_marks("/\\/\\I#MI");
  EXPECT_EQ(counts.of[static_cast<std::size_t>('/')], 2);
  EXPECT_EQ(counts.of[static_cast<std::size_t>('I')], 2);
  EXPECT_EQ(counts.of[static_cast<std::size_t>('#')], 1);
}

}  // namespace
}  // namespace potensial::exchange
