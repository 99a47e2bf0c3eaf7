// The history of a stack against git: the stack's commit picked onto each
// release with -X theirs, and merged with the release after that.

#include <iostream>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/check/check.h"
#include "engine/forecast/stack_history.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "engine/source/stack_spec.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

constexpr int kReleases = 5;
constexpr int kBase = 3;
constexpr int kFiles = 4;

class RandomRelease {
 public:
  explicit RandomRelease(unsigned seed) : random_(seed) {
    for (int file = 0; file < kFiles; ++file) {
      files_.emplace_back();
      for (int line = 0; line < 30; ++line) files_.back().push_back(NewLine());
    }
  }

  // Changes up to `most` places of each file.
  void Change(int most) {
    for (std::vector<std::string>& lines : files_) {
      for (int times = Number(most + 1); times > 0; --times) {
        const auto at = lines.begin() + Number(static_cast<int>(lines.size()));
        const int what = Number(3);
        if (what == 0) {
          lines.insert(at, NewLine());
        } else if (what == 1 && lines.size() > 10) {
          lines.erase(at);
        } else {
          *at = NewLine();
        }
      }
    }
  }

  void Write(const TestRepository& repository) const {
    for (int file = 0; file < kFiles; ++file) {
      std::string text;
      for (const std::string& line : files_[file]) {
        absl::StrAppend(&text, line, "\n");
      }
      repository.Write(absl::StrCat("file", file), text);
    }
  }

 private:
  int Number(int below) {
    return std::uniform_int_distribution<int>(0, below - 1)(random_);
  }
  std::string NewLine() { return absl::StrCat("line ", ++lines_); }

  std::mt19937 random_;
  std::vector<std::vector<std::string>> files_;
  int lines_ = 0;
};

std::string ReleaseName(int number) { return absl::StrCat("v1.", number); }

void MakeHistory(unsigned seed, TestRepository* repository) {
  RandomRelease release(seed);
  for (int number = 1; number <= kReleases; ++number) {
    release.Change(4);
    release.Write(*repository);
    repository->Write("version", ReleaseName(number));
    repository->Commit(ReleaseName(number));
    repository->Git("tag " + ReleaseName(number));
    if (number != kBase) continue;
    RandomRelease stack = release;
    stack.Change(3);
    stack.Write(*repository);
    repository->Write("added", "by the stack\n");
    repository->Git("checkout -q -b stack");
    repository->Commit("stack");
    repository->Git("checkout -q -b upstream " + ReleaseName(kBase));
  }
}

// The files in conflict in the step from a release to the next.
std::set<std::string> ByGit(const TestRepository& repository, int number) {
  repository.Git("checkout -q --detach " + ReleaseName(number));
  repository.Git(
      "cherry-pick --allow-empty --keep-redundant-commits -X theirs stack");
  const std::string said = repository.Run(
      absl::StrCat("git merge-tree --write-tree --name-only --no-messages ",
                   ReleaseName(number + 1), " HEAD || true"));
  std::set<std::string> files;
  for (const absl::string_view line :
       absl::StrSplit(said, '\n', absl::SkipEmpty())) {
    files.insert(std::string(line));
  }
  // The first line is the tree's id.
  files.erase(said.substr(0, said.find('\n')));
  return files;
}

TEST(StackHistoryRandom, HasTheConflictsThatGitHas) {
  constexpr unsigned kSeed = 610;
  int conflicts = 0;
  for (unsigned seed = kSeed; seed < kSeed + 12; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    TestRepository repository;
    MakeHistory(seed, &repository);
    const auto opened = *GitRepository::Open(repository.path());
    SourceContext context;
    context.repository = opened;
    StackSpec spec;
    spec.name = "stack";
    spec.base = ReleaseName(kBase);
    spec.layers = {*ParseSeriesSpec(
        absl::StrCat("git:", ReleaseName(kBase), "..stack"), context)};
    const auto stack = LoadStack(spec, context);
    ASSERT_TRUE(stack.ok()) << stack.status();
    const auto check = Check(*stack, nullptr, {});
    ASSERT_TRUE(check.ok()) << check.status();
    const std::shared_ptr<const Tree> onto =
        *OpenGitTree(*opened, ReleaseName(kReleases));
    const auto timeline = ReadTimeline(*opened, onto, kReleases);
    ASSERT_TRUE(timeline.ok()) << timeline.status();
    const auto files =
        ReadStackHistory(*stack->base, check->patches, {}, *timeline);
    ASSERT_TRUE(files.ok()) << files.status();
    for (int number = 1; number < kReleases; ++number) {
      std::set<std::string> ours;
      for (const FileHistory& file : *files) {
        if (file.steps[number - 1].conflicts > 0) ours.insert(file.path);
      }
      EXPECT_EQ(ours, ByGit(repository, number)) << ReleaseName(number);
      conflicts += static_cast<int>(ours.size());
    }
  }
  std::cout << "seeds from " << kSeed << ": " << conflicts
            << " files in conflict\n";
  EXPECT_GT(conflicts, 20);
}

}  // namespace
}  // namespace patchgraph
