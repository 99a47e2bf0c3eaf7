#include "patchdb/baseline.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const KnownConflict kTimer{"toy", "onto", "content", "kernel/timer.c", "a"};
const KnownConflict kMenu{"toy", "onto", "content", "Kconfig", "a"};
const KnownConflict kRing{"toy", "onto", "add/add", "ring.c", "b"};

TEST(Compare, SaysWhatIsNewAndWhatIsGone) {
  const Baseline before{"", "v2", {kTimer, kMenu, kTimer}};
  const Baseline now{"", "v3", {kRing, kMenu}};
  const BaselineChange change = Compare(before, now);
  EXPECT_THAT(change.added, ElementsAre(kRing));
  EXPECT_THAT(change.gone, ElementsAre(kTimer));
}

TEST(Compare, TheSameIsNoChange) {
  const Baseline baseline{"", "v2", {kTimer, kMenu}};
  EXPECT_THAT(Compare(baseline, baseline).added, IsEmpty());
  EXPECT_THAT(Compare(baseline, baseline).gone, IsEmpty());
}

}  // namespace
}  // namespace patchgraph
