#include "engine/text/nearest_name.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(EditDistance, CountsEdits) {
  EXPECT_EQ(EditDistance("", ""), 0);
  EXPECT_EQ(EditDistance("check", "check"), 0);
  EXPECT_EQ(EditDistance("check", "chek"), 1);
  EXPECT_EQ(EditDistance("check", "chekc"), 1);
  EXPECT_EQ(EditDistance("check", ""), 5);
  EXPECT_EQ(EditDistance("kitten", "sitting"), 3);
}

TEST(NearestNames, FindsMisspeltOnes) {
  const std::vector<std::string> names = {"smp-alts.patch", "pmd-shared.patch",
                                          "net-csum.patch"};
  EXPECT_THAT(NearestNames("smp-atls.patch", names),
              ElementsAre("smp-alts.patch"));
  EXPECT_THAT(NearestNames("pmd_shared.patch", names),
              testing::Contains("pmd-shared.patch"));
  EXPECT_THAT(NearestNames("x", names), IsEmpty());
}

TEST(NearestNames, APartIsNearHoweverMuchIsMissing) {
  const std::vector<std::string> names = {"0012-softirq-use-a-thread.patch",
                                          "smp-alts.patch",
                                          "0015-softirq-wake-it.patch"};
  EXPECT_THAT(NearestNames("softirq", names),
              ElementsAre("0015-softirq-wake-it.patch",
                          "0012-softirq-use-a-thread.patch"));
  EXPECT_THAT(NearestNames("0012", names),
              ElementsAre("0012-softirq-use-a-thread.patch"));
  EXPECT_THAT(NearestNames("so", names), IsEmpty());
}

TEST(DidYouMean, IsTheEndOfASentence) {
  EXPECT_EQ(DidYouMean("chekc", {"check", "init"}), "; did you mean check?");
  EXPECT_EQ(DidYouMean("zzzzzz", {"check", "init"}), "");
}

TEST(DidYouMeanOrAll, NamesAllWhereFewAndNoneIsNear) {
  EXPECT_EQ(DidYouMeanOrAll("chekc", {"check", "init"}),
            "; did you mean check?");
  EXPECT_EQ(DidYouMeanOrAll("zzzzzz", {"check", "init", "help"}),
            "; there are check, init and help");
  EXPECT_EQ(DidYouMeanOrAll("zzzzzz", {"check"}), "; there is check");
  EXPECT_EQ(DidYouMeanOrAll("zzzzzz", {}), "");
  EXPECT_EQ(DidYouMeanOrAll("zzzzzz", std::vector<std::string>(9, "a")), "");
}

}  // namespace
}  // namespace patchgraph
