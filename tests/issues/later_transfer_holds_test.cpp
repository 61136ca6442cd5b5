// Of three transfer files in one command, the second had to wait for the first, and the third, which knew the
// newer result of a learner of the second, was loaded before it: the older result held.
#include "issues/imported_levels.hpp"

namespace potensial::tests {

class Transfers : public ImportedLevels {
 protected:
  void send_transfer(const std::string& name, const std::vector<service::import_tests::Level>& levels) {
    auto file = service::import_tests::assessment_file(name, "6802801", 2008, levels);
    file.partial = true;
    send(name, std::move(file));
  }
};

TEST_F(Transfers, OfTwoAboutALearnerTheLaterHoldsAlsoWhenTheEarlierHadToWait) {
  using service::import_tests::upn;
  send_transfer("1.xml", {{upn(1), "ks2", "3"}});
  send_transfer("2.xml", {{upn(1), "ks2", "4"}, {upn(2), "ks2", "4"}});
  send_transfer("3.xml", {{upn(2), "ks2", "5"}});
  import();
  EXPECT_EQ(levels(), (std::vector<std::string>{"4", "5"}));
}

}  // namespace potensial::tests
