#include "engine/model/verdict.h"

#include <set>
#include <string>

#include "engine/model/conflict.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(Verdict, NamesAreDistinct) {
  std::set<std::string> names;
  for (Verdict verdict : AllVerdicts()) names.emplace(Name(verdict));
  EXPECT_EQ(names.size(), AllVerdicts().size());
}

TEST(ConflictKind, NamesAreDistinct) {
  std::set<std::string> names;
  for (ConflictKind kind : AllConflictKinds()) names.emplace(Name(kind));
  EXPECT_EQ(names.size(), AllConflictKinds().size());
}

TEST(Combine, TakesTheGravest) {
  EXPECT_EQ(Combine({}), Verdict::kEmpty);
  EXPECT_EQ(Combine({Verdict::kUpstream, Verdict::kUpstream}),
            Verdict::kUpstream);
  EXPECT_EQ(Combine({Verdict::kUpstream, Verdict::kClean}), Verdict::kClean);
  EXPECT_EQ(Combine({Verdict::kConflict, Verdict::kClean, Verdict::kMerged}),
            Verdict::kConflict);
}

}  // namespace
}  // namespace patchgraph
