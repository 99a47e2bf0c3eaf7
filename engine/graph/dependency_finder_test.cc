// One small stack for each reason that docs/dependencies.md names.

#include "engine/graph/dependency_finder.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/empty_tree.h"
#include "engine/model/overlay.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// path -> a letter for each line; a '*' in front makes it executable, a '#'
// binary.
using Letters = std::map<std::string, std::string>;

FileState StateOf(std::string letters) {
  FileState state;
  if (letters[0] == '*') {
    state.mode = FileMode::kExecutable;
    letters.erase(0, 1);
  }
  std::string text;
  if (letters[0] == '#') text = std::string(1, '\0');
  for (const char letter : letters) {
    absl::StrAppend(&text, std::string(1, letter), "\n");
  }
  state.blob = Blob::FromBytes(text);
  return state;
}

FileChange ChangeOf(const std::string& path, const std::string* before,
                    const std::string* after) {
  FileChange change;
  change.kind = before == nullptr  ? FileChange::Kind::kAdd
                : after == nullptr ? FileChange::Kind::kDelete
                                   : FileChange::Kind::kModify;
  change.old_path = change.new_path = path;
  if (before != nullptr) {
    change.original = StateOf(*before);
    change.old_mode = change.original->mode;
  }
  if (after != nullptr) {
    change.replacement = StateOf(*after);
    change.new_mode = change.replacement->mode;
  }
  return change;
}

// A patch that leads from one tree to the next.
Patch PatchBetween(const Letters& before, const Letters& after) {
  Patch patch;
  for (const auto& [path, letters] : before) {
    const auto now = after.find(path);
    if (now != after.end() && now->second == letters) continue;
    patch.files.push_back(
        ChangeOf(path, &letters, now == after.end() ? nullptr : &now->second));
  }
  for (const auto& [path, letters] : after) {
    if (before.count(path) == 0) {
      patch.files.push_back(ChangeOf(path, nullptr, &letters));
    }
  }
  return patch;
}

// A file that is renamed (kind kRename) or copied, and nothing else.
Patch Moving(FileChange::Kind kind, const std::string& from,
             const std::string& to, const std::string& letters) {
  Patch patch;
  FileChange change = ChangeOf(from, &letters, &letters);
  change.kind = kind;
  change.new_path = to;
  patch.files.push_back(std::move(change));
  return patch;
}

// The stack whose patches lead from each tree to the next.
Stack StackThrough(const std::vector<Letters>& trees) {
  auto base = std::make_shared<Overlay>(std::make_shared<EmptyTree>(), "base");
  for (const auto& [path, letters] : trees.front()) {
    base->Put(path, StateOf(letters));
  }
  Stack stack;
  stack.base = base;
  stack.layers.resize(1);
  for (size_t i = 1; i < trees.size(); ++i) {
    stack.layers[0].patches.push_back(PatchBetween(trees[i - 1], trees[i]));
  }
  return stack;
}

StackDependencies Found(const Stack& stack) {
  auto found = FindDependencies(stack, FindDependenciesOptions(), [](int) {});
  EXPECT_TRUE(found.ok()) << found.status();
  return *std::move(found);
}

// "2 needs 1: rewrites a.c 3-4", with patches and lines counted from 1.
std::vector<std::string> Needs(const Stack& stack) {
  std::vector<std::string> words;
  for (const Dependency& dependency : Found(stack).dependencies) {
    std::string lines;
    if (!dependency.lines.empty()) {
      lines = absl::StrCat(" ", dependency.lines.begin + 1, "-",
                           dependency.lines.end);
    }
    words.push_back(absl::StrCat(
        dependency.hunk.patch + 1, " needs ", dependency.needs.patch + 1, ": ",
        Name(dependency.reason), " ", dependency.path, lines));
  }
  return words;
}

std::vector<std::string> NeedsThrough(const std::vector<Letters>& trees) {
  return Needs(StackThrough(trees));
}

TEST(DependencyFinder, FarApartIsNoDependency) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "aBcdefghij"}},
                            {{"a.c", "aBcdefgHij"}}}),
              IsEmpty());
}

TEST(DependencyFinder, RewritesLinesOfTheOther) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abXYefghij"}},
                            {{"a.c", "abXZefghij"}}}),
              ElementsAre("2 needs 1: rewrites a.c 3-4"));
}

TEST(DependencyFinder, AddsInsideLinesOfTheOther) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abXYcdefghij"}},
                            {{"a.c", "abX+Ycdefghij"}}}),
              ElementsAre("2 needs 1: inside a.c 3-4"));
}

TEST(DependencyFinder, RemovesAcrossLinesThatTheOtherTookAway) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abdefghij"}},
                            {{"a.c", "aefghij"}}}),
              ElementsAre("2 needs 1: across a.c"));
}

TEST(DependencyFinder, TouchesLinesOfTheOther) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abXcdefghij"}},
                            {{"a.c", "abXYcdefghij"}}}),
              ElementsAre("2 needs 1: touches a.c 3-3"));
}

TEST(DependencyFinder, TouchesThePlaceWhereTheOtherTookLinesAway) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abdefghij"}},
                            {{"a.c", "abXdefghij"}}}),
              ElementsAre("2 needs 1: touches a.c"));
}

TEST(DependencyFinder, IsNearLinesOfTheOther) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "aBcdefghij"}},
                            {{"a.c", "aBcdEfghij"}}}),
              ElementsAre("2 needs 1: near a.c 2-2"));
  // A line further on there is nothing to see of it.
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "aBcdefghij"}},
                            {{"a.c", "aBcdeFghij"}}}),
              IsEmpty());
}

TEST(DependencyFinder, ChangesAFileThatTheOtherAdded) {
  EXPECT_THAT(NeedsThrough({{{"b.c", "x"}},
                            {{"b.c", "x"}, {"a.c", "abcdefghij"}},
                            {{"b.c", "x"}, {"a.c", "abcdefghiJ"}}}),
              ElementsAre("2 needs 1: rewrites a.c 7-10"));
  // None of its lines are left: only the file is.
  EXPECT_THAT(
      NeedsThrough({{{"b.c", "x"}},
                    {{"b.c", "x"}, {"a.c", "ab"}},
                    {{"b.c", "x"}, {"a.c", "cdefghijkl"}},
                    {{"b.c", "x"}, {"a.c", "cdefghijkl+"}}}),
      ElementsAre("2 needs 1: rewrites a.c 1-2", "3 needs 1: needs-file a.c",
                  "3 needs 2: touches a.c 8-10"));
}

TEST(DependencyFinder, ChangesAFileThatTheOtherRenamed) {
  Stack stack = StackThrough({{{"a.c", "abcdefghij"}}});
  stack.layers[0].patches = {
      Moving(FileChange::Kind::kRename, "a.c", "b.c", "abcdefghij"),
      PatchBetween({{"b.c", "abcdefghij"}}, {{"b.c", "abcdefghiJ"}})};
  EXPECT_THAT(Needs(stack), ElementsAre("2 needs 1: needs-file b.c"));
}

TEST(DependencyFinder, PutsAFileWhereTheOtherTookOneAway) {
  EXPECT_THAT(NeedsThrough({{{"a.c", "ab"}, {"b.c", "x"}},
                            {{"b.c", "x"}},
                            {{"a.c", "cd"}, {"b.c", "x"}}}),
              ElementsAre("2 needs 1: frees-path a.c"));
  // A folder where there was a file, and the other way round.
  EXPECT_THAT(
      NeedsThrough({{{"a", "ab"}, {"b.c", "x"}},
                    {{"b.c", "x"}},
                    {{"a/b", "cd"}, {"b.c", "x"}},
                    {{"b.c", "x"}},
                    {{"a", "ef"}, {"b.c", "x"}}}),
      ElementsAre("2 needs 1: frees-path a/b", "3 needs 2: rewrites a/b 1-2",
                  "4 needs 1: frees-path a", "4 needs 3: frees-path a"));
}

TEST(DependencyFinder, ChangesBytesThatTheOtherWrote) {
  EXPECT_THAT(
      NeedsThrough({{{"logo", "#a"}}, {{"logo", "#b"}}, {{"logo", "#c"}}}),
      ElementsAre("2 needs 1: bytes logo"));
}

TEST(DependencyFinder, ChangesAModeThatTheOtherSet) {
  EXPECT_THAT(
      NeedsThrough({{{"run", "ab"}}, {{"run", "*ab"}}, {{"run", "ab"}}}),
      ElementsAre("2 needs 1: sets-mode run"));
}

TEST(DependencyFinder, MovesAFileThatTheOtherChanged) {
  Stack stack =
      StackThrough({{{"a.c", "abcdefghij"}}, {{"a.c", "aBcdefghij"}}});
  stack.layers[0].patches.push_back(
      Moving(FileChange::Kind::kRename, "a.c", "b.c", "aBcdefghij"));
  EXPECT_THAT(Needs(stack), ElementsAre("2 needs 1: moves-file a.c"));
}

TEST(DependencyFinder, ChangesAFileThatTheOtherCopied) {
  Stack stack = StackThrough({{{"a.c", "abcdefghij"}}});
  stack.layers[0].patches = {
      Moving(FileChange::Kind::kCopy, "a.c", "b.c", "abcdefghij"),
      Moving(FileChange::Kind::kCopy, "a.c", "c.c", "abcdefghij"),
      PatchBetween({{"a.c", "abcdefghij"}}, {{"a.c", "abcdefghiJ"}})};
  EXPECT_THAT(Needs(stack), ElementsAre("3 needs 1: moves-file a.c",
                                        "3 needs 2: moves-file a.c"));
}

TEST(DependencyFinder, OneReasonForEachTwoHunks) {
  // Rewrites one of the other's lines, and so is near the rest.
  EXPECT_THAT(NeedsThrough({{{"a.c", "abcdefghij"}},
                            {{"a.c", "abWXYZghij"}},
                            {{"a.c", "abWXYQghij"}}}),
              ElementsAre("2 needs 1: rewrites a.c 3-6"));
}

TEST(DependencyFinder, WhatDoesNotApplyIsLeftOutAndTheRestStays) {
  Stack stack = StackThrough({{{"a.c", "abcdefghijklmnop"}},
                              {{"a.c", "aBcdefghijklmnop"}},
                              {{"a.c", "aBcdefghijklmnOp"}},
                              {{"a.c", "aBCdefghijklmnOp"}}});
  // The first patch was made for another file.
  stack.layers[0].patches[0] =
      PatchBetween({{"a.c", "1234567890"}}, {{"a.c", "12345x7890"}});
  const StackDependencies found = Found(stack);
  EXPECT_EQ(found.patches[0].verdict, Verdict::kConflict);
  ASSERT_FALSE(found.left_out.empty());
  EXPECT_EQ(found.left_out[0].part.patch, 0);
  EXPECT_EQ(found.left_out[0].path, "a.c");
  EXPECT_THAT(found.left_out[0].message, testing::HasSubstr("does not apply"));
  EXPECT_EQ(found.patches[1].verdict, Verdict::kClean);
}

TEST(DependencyFinder, ProgressCountsPatches) {
  std::vector<int> seen;
  ASSERT_TRUE(
      FindDependencies(
          StackThrough({{{"a.c", "ab"}}, {{"a.c", "aB"}}, {{"a.c", "AB"}}}),
          FindDependenciesOptions(),
          [&](int patches) { seen.push_back(patches); })
          .ok());
  EXPECT_THAT(seen, ElementsAre(1, 2));
}

TEST(DependencyFinder, ACycleWouldBeAnErrorThatNamesItsHunks) {
  StackDependencies found = Found(
      StackThrough({{{"a.c", "abc"}}, {{"a.c", "aBc"}}, {{"a.c", "aXc"}}}));
  found.stack = "guest";
  found.patches[0].name = "first.patch";
  found.patches[1].name = "second.patch";
  EXPECT_TRUE(CheckNoCycle(found).ok());
  Dependency back = found.dependencies.front();
  std::swap(back.hunk, back.needs);
  found.dependencies.push_back(back);
  const absl::Status cycle = CheckNoCycle(found);
  EXPECT_EQ(cycle.code(), absl::StatusCode::kInternal);
  EXPECT_THAT(std::string(cycle.message()),
              testing::HasSubstr("hunk 1 of a.c in first.patch should need "
                                 "hunk 1 of a.c in second.patch"));
}

TEST(DependencyFinder, NamesOfKindsAndReasonsDoNotChange) {
  std::vector<std::string> names;
  for (const DependencyReason reason : AllDependencyReasons()) {
    names.push_back(absl::StrCat(Name(KindOf(reason)), "/", Name(reason)));
  }
  EXPECT_EQ(absl::StrJoin(names, " "),
            "content/rewrites content/inside content/across "
            "content/needs-file content/frees-path content/bytes "
            "content/sets-mode order/touches order/moves-file context/near "
            "symbol/uses build/builds-file build/asks-symbol");
}

}  // namespace
}  // namespace patchgraph
