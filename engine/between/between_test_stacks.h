// Several stacks in a few lines, and what they have between them in words.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_TEST_STACKS_H_
#define PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_TEST_STACKS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/between/between.h"
#include "engine/check/check_test_stack.h"
#include "gtest/gtest.h"

namespace patchgraph {

// Checks the stacks, each alone and then with each other.
class StacksUnderTest {
 public:
  StacksUnderTest(const std::vector<StackOf>& stacks,
                  const std::shared_ptr<const Tree>& onto,
                  const CheckOptions& options = {})
      : StacksUnderTest(ValuesOf(stacks), onto, options) {}

  StacksUnderTest(const std::vector<Stack>& stacks,
                  const std::shared_ptr<const Tree>& onto,
                  const CheckOptions& options = {}) {
    for (const Stack& stack : stacks) {
      stacks_.push_back(stack);
      stacks_.back().name = absl::StrCat("s", stacks_.size() - 1);
      auto check = Check(stacks_.back(), onto, options);
      EXPECT_TRUE(check.ok()) << check.status();
      if (check.ok()) checks_.push_back(*std::move(check));
    }
    auto between = CompareStacks(stacks_, checks_, onto.get());
    EXPECT_TRUE(between.ok()) << between.status();
    if (between.ok()) between_ = *std::move(between);
  }

  const BetweenStacks& between() const { return between_; }
  const std::vector<StackCheck>& checks() const { return checks_; }

  // A line for each collision: "overlap a.c 5-7 one#1 two#1,2"; lines are from
  // 1, a place between two is "4^"; "-" stands for the whole file.
  std::vector<std::string> Words() const {
    std::vector<std::string> words;
    for (const Collision& collision : between_.collisions) {
      std::string kind(Name(collision.kind));
      if (!collision.detail.empty()) {
        absl::StrAppend(&kind, "(", collision.detail, ")");
      }
      if (!collision.name.empty()) {
        absl::StrAppend(&kind, "(", collision.name, ")");
      }
      words.push_back(
          absl::StrCat(kind, " ", collision.path, " ", LinesOf(collision), " ",
                       SideWords(collision.a), " ", SideWords(collision.b)));
    }
    return words;
  }

 private:
  static std::vector<Stack> ValuesOf(const std::vector<StackOf>& stacks) {
    std::vector<Stack> values;
    values.reserve(stacks.size());
    for (const StackOf& stack : stacks) values.push_back(stack.stack());
    return values;
  }

  static std::string LinesOf(const Collision& collision) {
    const LineRange lines = collision.lines;
    if (collision.whole_file) return "-";
    if (lines.empty()) return absl::StrCat(lines.begin, "^");
    return absl::StrCat(lines.begin + 1, "-", lines.end);
  }

  std::string SideWords(const CollisionSide& side) const {
    std::vector<std::string> hunks;
    for (const HunkKey& hunk : side.hunks) {
      hunks.push_back(
          absl::StrCat(checks_[side.stack].patches[hunk.patch].name,
                       hunk.hunk < 0 ? "" : absl::StrCat("#", hunk.hunk + 1)));
    }
    return absl::StrJoin(hunks, ",");
  }

  std::vector<Stack> stacks_;
  std::vector<StackCheck> checks_;
  BetweenStacks between_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_BETWEEN_TEST_STACKS_H_
