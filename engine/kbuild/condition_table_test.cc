#include "engine/kbuild/condition_table.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

TEST(ConditionTableTest, EqualConditionsHaveOneNumber) {
  ConditionTable table;
  const Condition a = table.Atom("defined(A)");
  const Condition b = table.Atom("defined(B)");
  EXPECT_NE(a, b);
  EXPECT_EQ(table.Atom("defined(A)"), a);
  EXPECT_EQ(table.Not(table.And(a, b)), table.Or(table.Not(a), table.Not(b)));
  EXPECT_EQ(table.Or(table.And(a, b), table.And(a, table.Not(b))), a);
  EXPECT_EQ(table.And(a, table.Not(a)), Condition::kNever);
  EXPECT_EQ(table.Or(a, table.Not(a)), Condition::kAlways);
}

TEST(ConditionTableTest, TextsReadLikeAnIf) {
  ConditionTable table;
  const Condition a = table.Atom("defined(A)");
  const Condition b = table.Atom("B == 1");
  const Condition c = table.Atom("C@3");
  EXPECT_EQ(table.Text(Condition::kAlways), "1");
  EXPECT_EQ(table.Text(Condition::kNever), "0");
  EXPECT_EQ(table.Text(table.Not(a)), "!defined(A)");
  EXPECT_EQ(table.Text(table.And(a, b)), "defined(A) && B == 1");
  EXPECT_EQ(table.Text(table.And(a, table.Not(b))), "defined(A) && !(B == 1)");
  EXPECT_EQ(table.Text(table.And(a, table.Or(b, c))),
            "defined(A) && ((B == 1) || C)");
}

TEST(ConditionTableTest, AgreesWithTruthTables) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  ConditionTable table;
  constexpr int kAtoms = 4;
  // Each condition beside its truth table: bit i is what it is when atom j is
  // bit j of i.
  std::vector<std::pair<Condition, unsigned>> known = {
      {Condition::kNever, 0}, {Condition::kAlways, 0xffff}};
  for (int atom = 0; atom < kAtoms; ++atom) {
    unsigned truth = 0;
    for (unsigned i = 0; i < 16; ++i) truth |= ((i >> atom) & 1U) << i;
    known.emplace_back(table.Atom(absl::StrCat(atom)), truth);
  }
  for (int i = 0; i < 2000; ++i) {
    const auto [a, truth_a] = known[random() % known.size()];
    const auto [b, truth_b] = known[random() % known.size()];
    const auto [c, truth_c] = known[random() % known.size()];
    known.emplace_back(table.IfThenElse(a, b, c),
                       (truth_a & truth_b) | (~truth_a & truth_c & 0xffffU));
  }
  for (std::size_t i = 0; i < known.size(); i += 7) {
    for (std::size_t j = 0; j < i; j += 11) {
      EXPECT_EQ(known[i].first == known[j].first,
                known[i].second == known[j].second);
    }
    for (unsigned row = 0; row < 16; ++row) {
      const bool holds =
          table.Holds(known[i].first, [&](const std::string& atom) {
            return ((row >> (atom[0] - '0')) & 1U) != 0;
          });
      EXPECT_EQ(holds, ((known[i].second >> row) & 1U) != 0);
    }
  }
}

// (a1 && b1) || (a2 && b2) || ... takes 2^n nodes when all the a's come first.
TEST(ConditionTableTest, GivesUpOnHugeConditions) {
  ConditionTable table;
  constexpr int kPairs = 60;
  const auto build = [&] {
    Condition all = Condition::kNever;
    for (int i = 0; i < kPairs; ++i) {
      all = table.Or(all, table.And(table.Atom(absl::StrCat("a", i)),
                                    table.Atom(absl::StrCat("b", i))));
    }
    return all;
  };
  for (int i = 0; i < kPairs; ++i) table.Atom(absl::StrCat("a", i));
  const Condition once = build();
  EXPECT_EQ(build(), once);
  EXPECT_EQ(table.Not(table.Not(once)), once);
}

}  // namespace
}  // namespace patchgraph
