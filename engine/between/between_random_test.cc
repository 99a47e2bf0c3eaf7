// Generated stacks on one base: what is found between them is what git's merge
// of the two would stop at.

#include <cstdint>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/between/between_test_stacks.h"
#include "engine/merge/tree_merge.h"
#include "engine/text/merge.h"
#include "engine/text/text_generator.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A stack that leads over `versions` of a file, whole files each.
StackOf StackOver(const std::shared_ptr<const Tree>& base,
                  const std::vector<std::string>& versions) {
  StackOf stack(base);
  for (size_t i = 0; i < versions.size(); ++i) {
    stack.Sparse(absl::StrCat("p", i), {{"a.c", versions[i]}});
  }
  return stack;
}

struct Range {
  int begin = 0;
  int end = 0;
  bool conflict = false;
  friend bool operator==(const Range& a, const Range& b) {
    return a.begin == b.begin && a.end == b.end && a.conflict == b.conflict;
  }
  friend std::ostream& operator<<(std::ostream& out, const Range& range) {
    return out << range.begin << "-" << range.end
               << (range.conflict ? " conflict" : " same");
  }
};

// By merging the two texts as git does.
std::vector<Range> MergedRanges(const std::string& base, const std::string& a,
                                const std::string& b) {
  std::vector<Range> ranges;
  const FileMerge merge = Merge(base, a, b);
  for (const MergeRegion& region : merge.met) {
    if (region.kind != MergeRegion::kConflict &&
        region.kind != MergeRegion::kBoth) {
      continue;
    }
    ranges.push_back(
        {region.base.begin, region.base.end,
         merge.ours.Range(region.ours) != merge.theirs.Range(region.theirs)});
  }
  return ranges;
}

TEST(BetweenRandom, CollisionsAreWhereGitWouldStop) {
  const std::uint64_t seed = TestSeed(20060819);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  TextGenerator generator(seed);
  int conflicts = 0;
  int same = 0;
  for (int round = 0; round < 3000; ++round) {
    if (round % 10 == 0) generator.Restock();
    const TextGenerator::Text text = generator.NewText();
    const std::string base_text = generator.Join(text);
    const auto base = TreeOf("base", {{"a.c", base_text}});
    const TextGenerator::Text common =
        generator.Edited(text, generator.Below(2));
    std::vector<std::vector<std::string>> versions(2);
    for (std::vector<std::string>& side : versions) {
      TextGenerator::Text now = common;
      for (int patch = generator.Below(3); patch >= 0; --patch) {
        now = generator.Edited(now, 1 + generator.Below(4));
        side.push_back(generator.Join(now));
      }
    }
    const std::string& a = versions[0].back();
    const std::string& b = versions[1].back();
    if (a == b || a == base_text || b == base_text) continue;
    const StacksUnderTest both(
        {StackOver(base, versions[0]), StackOver(base, versions[1])}, nullptr);
    std::vector<Range> found;
    for (const Collision& collision : both.between().collisions) {
      ASSERT_FALSE(collision.whole_file) << "round " << round;
      found.push_back(
          {collision.lines.begin, collision.lines.end, IsConflict(collision)});
      (IsConflict(collision) ? conflicts : same) += 1;
      // Both sides are named, and none by a patch that was taken back whole.
      ASSERT_FALSE(collision.a.hunks.empty());
      ASSERT_FALSE(collision.b.hunks.empty());
    }
    ASSERT_EQ(found, MergedRanges(base_text, a, b)) << "round " << round;
  }
  EXPECT_GT(conflicts, 1000);
  EXPECT_GT(same, 200);
}

// Trees of a few files. No line of one file is a line of another, so that no
// file looks like one that was renamed.
std::string PathOf(int file) { return absl::StrCat("dir/file", file, ".c"); }

std::string NewText(int file, TextGenerator* random) {
  std::string text;
  for (int line = 12 + random->Below(12); line > 0; --line) {
    absl::StrAppend(&text, "file ", file, ", ", random->Below(9), "\n");
  }
  return text;
}

std::string EditedText(int file, const std::string& text,
                       TextGenerator* random) {
  std::string edited;
  for (const absl::string_view line :
       absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const int what = random->Below(16);
    if (what > 0) absl::StrAppend(&edited, line, "\n");
    if (what < 3) {
      absl::StrAppend(&edited, "file ", file, ", ", random->Below(9), "\n");
    }
  }
  return edited;
}

constexpr int kFiles = 5;      // of the base
constexpr int kMostFiles = 7;  // with those that are added

Files EditedTree(const Files& files, TextGenerator* random) {
  Files edited = files;
  for (int file = 0; file < kMostFiles; ++file) {
    const std::string path = PathOf(file);
    const int what = random->Below(10);
    if (files.count(path) == 0) {
      if (what < 3) {
        edited[path] = absl::StrCat("file ", file, ", ", what, "\n");
      }
    } else if (what == 0) {
      edited.erase(path);
    } else if (what < 6) {
      edited[path] = EditedText(file, files.at(path), random);
    }
  }
  return edited;
}

// A commit of a git range: each file whole, before and after.
Patch CommitBetween(const Files& before, const Files& after) {
  Patch patch;
  const auto state_in = [](const Files& files, const std::string& path) {
    absl::optional<FileState> state;
    const auto file = files.find(path);
    if (file != files.end()) {
      state = FileState{FileMode::kRegular, Blob::FromBytes(file->second)};
    }
    return state;
  };
  for (int file = 0; file < kMostFiles; ++file) {
    FileChange change;
    change.old_path = change.new_path = PathOf(file);
    change.original = state_in(before, PathOf(file));
    change.replacement = state_in(after, PathOf(file));
    if (change.original == change.replacement) continue;
    if (!change.original.has_value()) change.kind = FileChange::Kind::kAdd;
    if (!change.replacement.has_value()) {
      change.kind = FileChange::Kind::kDelete;
    }
    patch.files.push_back(std::move(change));
  }
  return patch;
}

// One to three commits on a tree of these files.
Stack StackOn(const std::string& name, const Files& base, Files* patched,
              TextGenerator* random) {
  Stack stack;
  stack.base = TreeOf(name, base);
  stack.layers.emplace_back();
  *patched = base;
  for (int patch = random->Below(3); patch >= 0; --patch) {
    const Files next = EditedTree(*patched, random);
    stack.layers[0].patches.push_back(CommitBetween(*patched, next));
    stack.layers[0].patches.back().name = absl::StrCat("p", patch);
    *patched = next;
  }
  return stack;
}

Files NewTree(TextGenerator* random) {
  Files files;
  for (int file = 0; file < kFiles; ++file) {
    files[PathOf(file)] = NewText(file, random);
  }
  return files;
}

std::set<std::string> UnmergedPaths(const Tree& base, const Tree& ours,
                                    const Tree& theirs) {
  std::set<std::string> paths;
  const auto merge = MergeTrees(base, ours, theirs, {});
  EXPECT_TRUE(merge.ok()) << merge.status();
  if (!merge.ok()) return paths;
  for (const Conflict& conflict : merge->conflicts) paths.insert(conflict.path);
  return paths;
}

std::set<std::string> PathsInConflict(const BetweenStacks& between) {
  std::set<std::string> paths;
  for (const Collision& collision : between.collisions) {
    if (IsConflict(collision)) paths.insert(collision.path);
  }
  return paths;
}

TEST(BetweenRandom, FilesCollideThatGitLeavesUnmerged) {
  const std::uint64_t seed = TestSeed(20060820);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  TextGenerator random(seed);
  size_t conflicts = 0;
  for (int round = 0; round < 1500; ++round) {
    const Files base = NewTree(&random);
    std::vector<Files> patched(2);
    const std::vector<Stack> stacks = {
        StackOn("base", base, &patched.front(), &random),
        StackOn("base", base, &patched.back(), &random)};
    const StacksUnderTest both(stacks, nullptr);
    EXPECT_TRUE(both.between().left_out.empty());
    const std::set<std::string> found = PathsInConflict(both.between());
    ASSERT_EQ(found, UnmergedPaths(*stacks[0].base, *TreeOf("a", patched[0]),
                                   *TreeOf("b", patched[1])))
        << "round " << round;
    conflicts += found.size();
  }
  EXPECT_GT(conflicts, 1000);
}

// Of different bases: as both were moved to the target.
TEST(BetweenRandom, OnATargetFilesCollideThatGitLeavesUnmerged) {
  const std::uint64_t seed = TestSeed(20060821);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  TextGenerator random(seed);
  size_t conflicts = 0;
  int left_out = 0;
  for (int round = 0; round < 1500; ++round) {
    const Files target = NewTree(&random);
    std::vector<Files> patched(2);
    std::vector<Stack> stacks;
    for (const std::string name : {"v1", "v2"}) {
      stacks.push_back(StackOn(name, EditedTree(target, &random),
                               &patched[stacks.size()], &random));
    }
    const auto onto = TreeOf("onto", target);
    const StacksUnderTest both(stacks, onto);
    for (const PartLeftOut& part : both.between().left_out) {
      left_out += part.parts.hunks + part.parts.files;
    }
    const std::set<std::string> found = PathsInConflict(both.between());
    ASSERT_EQ(found, UnmergedPaths(*onto, *both.checks()[0].result,
                                   *both.checks()[1].result))
        << "round " << round;
    for (const Collision& collision : both.between().collisions) {
      ASSERT_FALSE(collision.a.hunks.empty()) << "round " << round;
      ASSERT_FALSE(collision.b.hunks.empty()) << "round " << round;
    }
    conflicts += found.size();
  }
  EXPECT_GT(conflicts, 500);
  EXPECT_GT(left_out, 500);
}

}  // namespace
}  // namespace patchgraph
