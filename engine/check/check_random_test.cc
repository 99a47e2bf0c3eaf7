// Generated stacks on generated targets: what must hold of any of them.

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/check/check.h"
#include "engine/check/check_test_stack.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Random = std::mt19937_64;

std::string PathOf(int file) { return absl::StrCat("dir/file", file, ".c"); }

// A few lines changed, added or taken away. Few different lines, so that hunks
// fit in several places and edits meet.
std::string Changed(const std::string& text, Random* random) {
  std::string changed;
  for (size_t at = 0; at < text.size(); at += 2) {
    switch ((*random)() % 20) {
      case 0:
        break;
      case 1:
        absl::StrAppend(&changed, (*random)() % 7, "\n");
        break;
      case 2:
        absl::StrAppend(&changed, text.substr(at, 2), (*random)() % 7, "\n");
        break;
      default:
        absl::StrAppend(&changed, text.substr(at, 2));
    }
  }
  return changed;
}

Files ChangedTree(const Files& files, Random* random) {
  Files changed;
  for (const auto& [path, text] : files) {
    if ((*random)() % 12 == 0) continue;
    changed[path] = (*random)() % 2 == 0 ? Changed(text, random) : text;
  }
  if ((*random)() % 4 == 0) {
    changed[PathOf(static_cast<int>((*random)() % 9))] = "1\n2\n3\n";
  }
  return changed;
}

// A commit of a git range: each file whole, before and after.
Patch PatchBetween(const Files& before, const Files& after, int number) {
  Patch patch;
  patch.name = absl::StrCat("patch", number);
  const auto state = [](const std::string& text) {
    return FileState{FileMode::kRegular, Blob::FromBytes(text)};
  };
  const auto add = [&](const std::string& path, FileChange::Kind kind) {
    FileChange change;
    change.kind = kind;
    change.old_path = change.new_path = path;
    if (before.count(path) > 0) change.original = state(before.at(path));
    if (after.count(path) > 0) change.replacement = state(after.at(path));
    patch.files.push_back(std::move(change));
  };
  for (const auto& [path, text] : before) {
    if (after.count(path) == 0) add(path, FileChange::Kind::kDelete);
  }
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old == before.end()) add(path, FileChange::Kind::kAdd);
    if (old != before.end() && old->second != text) {
      add(path, FileChange::Kind::kModify);
    }
  }
  return patch;
}

struct Case {
  Stack stack;
  Files base;
  Files patched;
};

Case MakeCase(Random* random) {
  Case made;
  for (int file = 0; file < 4; ++file) {
    std::string text;
    for (int line = 0; line < 25; ++line) {
      absl::StrAppend(&text, (*random)() % 7, "\n");
    }
    made.base[PathOf(file)] = text;
  }
  made.stack.name = "stack";
  made.stack.base = TreeOf("base", made.base);
  made.stack.layers.emplace_back();
  Files now = made.base;
  for (int number = 0; number < 5; ++number) {
    const Files next = ChangedTree(now, random);
    made.stack.layers[0].patches.push_back(PatchBetween(now, next, number));
    now = next;
  }
  made.patched = now;
  return made;
}

void ExpectHolds(const Tree& tree, const Files& files) {
  for (int file = 0; file < 9; ++file) {
    const auto wanted = files.find(PathOf(file));
    EXPECT_EQ(TextAt(tree, PathOf(file)),
              wanted == files.end() ? "(none)" : wanted->second);
  }
}

TEST(CheckRandom, OnItsOwnBaseEveryStackIsClean) {
  const std::uint64_t seed = TestSeed(20060814);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Random random(seed);
  for (int round = 0; round < 300; ++round) {
    const Case made = MakeCase(&random);
    for (const bool squash : {false, true}) {
      CheckOptions options;
      options.squash = squash;
      const auto check = Check(made.stack, made.stack.base, options);
      ASSERT_TRUE(check.ok()) << check.status();
      ASSERT_TRUE(check->conflicts.empty()) << "round " << round;
      ASSERT_TRUE(check->base_conflicts.empty()) << "round " << round;
      ExpectHolds(*check->result, made.patched);
    }
  }
}

// Whatever is said of a stack, it is said of every patch, file and hunk, and
// nothing waits for what is not in conflict.
// Also where resolvers settle what they can.
TEST(CheckRandom, EveryHunkHasAVerdictThatItsFileAgreesWith) {
  const std::uint64_t seed = TestSeed(20060815);
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  Random random(seed);
  int blocked = 0;
  for (int round = 0; round < 500; ++round) {
    const Case made = MakeCase(&random);
    Files target = made.base;
    for (int i = 0; i < 3; ++i) target = ChangedTree(target, &random);
    CheckOptions options;
    options.resolve = round % 2 == 0 ? AutoMode::kOff : AutoMode::kPropose;
    const auto check = Check(made.stack, TreeOf("onto", target), options);
    ASSERT_TRUE(check.ok()) << check.status();
    ASSERT_EQ(check->moved.size(), check->patches.size());
    bool any_left_out = false;
    for (size_t p = 0; p < check->moved.size(); ++p) {
      const MovedPatch& patch = check->moved[p];
      ASSERT_EQ(patch.files.size(), check->patches[p].files.size());
      for (size_t f = 0; f < patch.files.size(); ++f) {
        const MovedFile& file = patch.files[f];
        ASSERT_EQ(file.hunks.size(), check->patches[p].files[f].hunks.size());
        ASSERT_LE(file.verdict, patch.verdict);
        for (const MovedHunk& hunk : file.hunks) {
          ASSERT_LE(hunk.verdict, file.verdict) << "round " << round;
          ASSERT_EQ(hunk.blocked_by.has_value(),
                    hunk.verdict == Verdict::kBlocked);
          if (!hunk.blocked_by.has_value()) continue;
          ++blocked;
          const HunkKey& key = *hunk.blocked_by;
          ASSERT_LE(key.patch, static_cast<int>(p));
          ASSERT_EQ(check->moved[key.patch].files[key.file].verdict,
                    Verdict::kConflict)
              << "round " << round;
        }
        any_left_out |= file.verdict >= Verdict::kBlocked;
      }
    }
    ASSERT_EQ(any_left_out, !check->conflicts.empty()) << "round " << round;
  }
  EXPECT_GT(blocked, 30);  // the generator still makes what this is about
}

}  // namespace
}  // namespace patchgraph
