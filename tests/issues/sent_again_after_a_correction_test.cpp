// A file that was current before the import, corrected within it and then sent again as it was, counted as nothing new:
// the correction held.
#include "issues/imported_levels.hpp"

namespace potensial::tests {

class SentAgain : public ImportedLevels {
 protected:
  void send_level(const std::string& name, const std::string& level) {
    using namespace service::import_tests;
    send(name, assessment_file(name, "680", 2008, {{upn(1), "ks2", level}}));
  }
};

TEST_F(SentAgain, AfterItsCorrectionAFileHolds) {
  send_level("1.csv", "3");
  import();
  send_level("2.csv", "4");
  send_level("3.csv", "3");
  import();
  EXPECT_EQ(levels(), (std::vector<std::string>{"3"}));
}

}  // namespace potensial::tests
