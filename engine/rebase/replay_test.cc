#include "engine/rebase/replay.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;

std::string Lines(int count,
                  const std::vector<std::pair<int, std::string>>& changed) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    std::string line = absl::StrCat("line ", i);
    for (const auto& [number, words] : changed) {
      if (number == i) line = words;
    }
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

class ReplayTest : public testing::Test {
 protected:
  // The commits of `range`, replayed on `onto`.
  Replayed ReplayRange(const std::string& from, const std::string& to,
                       const std::string& onto, NewObjects* objects,
                       int threads = 0) {
    auto opened = GitRepository::Open(repository_.path());
    EXPECT_TRUE(opened.ok()) << opened.status();
    git_ = *opened;
    const auto first = git_->ResolveCommit(from);
    const auto last = git_->ResolveCommit(to);
    const auto commits = git_->CommitsBetween(first->id, last->id);
    std::vector<ReplayChange> changes;
    ObjectId before = first->tree;
    for (const GitCommit& commit : *commits) {
      changes.push_back({before, commit.tree, commit.subject});
      before = commit.tree;
    }
    ReplayOptions options;
    options.threads = threads;
    auto replayed = Replay(git_->objects(), git_->Resolve(onto)->tree, changes,
                           options, objects);
    EXPECT_TRUE(replayed.ok()) << replayed.status();
    return *std::move(replayed);
  }

  static std::vector<std::string> Words(const Replayed& replayed) {
    std::vector<std::string> words;
    for (const ReplayedChange& done : replayed.done) {
      words.emplace_back(Name(done.as));
    }
    return words;
  }

  TestRepository repository_;
  std::shared_ptr<const GitRepository> git_;
};

TEST_F(ReplayTest, SaysWhatBecameOfEachChange) {
  repository_.Write("a", Lines(40, {}));
  repository_.Write("b", "b\n");
  repository_.Commit("base");
  repository_.Git("branch topic");
  repository_.Write("a", Lines(40, {{2, "upstream"}, {30, "both"}}));
  repository_.Commit("upstream");
  repository_.Git("checkout -q topic");
  repository_.Write("b", "B\n");
  repository_.Commit("another file");
  repository_.Write("a", Lines(40, {{20, "topic"}}));
  repository_.Commit("far away");
  repository_.Write("a", Lines(40, {{20, "topic"}, {5, "near"}}));
  repository_.Commit("in the context");
  repository_.Write("a", Lines(40, {{20, "topic"}, {5, "near"}, {30, "both"}}));
  repository_.Commit("there already");
  NewObjects objects;
  const Replayed replayed = ReplayRange("main~1", "topic", "main", &objects);
  EXPECT_FALSE(replayed.conflict.has_value());
  EXPECT_THAT(Words(replayed),
              ElementsAre("unchanged", "unchanged", "context only", "dropped"));
  ASSERT_TRUE(objects.Write(*git_).ok());
  repository_.Git("rebase -q main topic");
  EXPECT_EQ(repository_.Git("rev-parse HEAD^{tree}"),
            replayed.done.back().tree.Hex());
}

TEST_F(ReplayTest, StopsAtTheFirstConflict) {
  repository_.Write("a", Lines(20, {}));
  repository_.Write("b", "b\n");
  repository_.Commit("base");
  repository_.Git("branch topic");
  repository_.Write("a", Lines(20, {{10, "upstream"}}));
  repository_.Commit("upstream");
  repository_.Git("checkout -q topic");
  repository_.Write("b", "B\n");
  repository_.Commit("clean");
  repository_.Write("a", Lines(20, {{10, "topic"}}));
  repository_.Write("b", "BB\n");
  repository_.Commit("in conflict");
  repository_.Write("b", "BBB\n");
  repository_.Commit("behind it");
  const Replayed replayed = ReplayRange("main~1", "topic", "main", nullptr);
  EXPECT_THAT(Words(replayed), ElementsAre("unchanged"));
  ASSERT_TRUE(replayed.conflict.has_value());
  ASSERT_EQ(replayed.conflict->conflicts.size(), 1);
  EXPECT_EQ(replayed.conflict->conflicts[0].path, "a");
  // What is clean in the same change is a part of the merge.
  EXPECT_EQ(replayed.conflict->edits.count("b"), 1);
}

// A preview keeps what a text was merged from, not the text: that of the target
// where it has the change, and then one that a revert brings back.
TEST_F(ReplayTest, APreviewReadsWhatItMergedAgain) {
  repository_.Write("a", Lines(60, {}));
  repository_.Commit("base");
  repository_.Git("branch topic");
  repository_.Write("a", Lines(60, {{10, "both"}, {50, "upstream"}}));
  repository_.Commit("upstream");
  repository_.Git("checkout -q topic");
  repository_.Write("a", Lines(60, {{10, "both"}}));
  repository_.Commit("there already");
  repository_.Write("a", Lines(60, {{10, "both"}, {30, "topic"}}));
  repository_.Commit("clean");
  repository_.Write("a", Lines(60, {{10, "both"}}));
  repository_.Commit("reverted");
  repository_.Write("a", Lines(60, {{10, "both"}, {50, "topic"}}));
  repository_.Commit("in conflict");
  const Replayed replayed = ReplayRange("main~1", "topic", "main", nullptr);
  EXPECT_THAT(Words(replayed),
              ElementsAre("dropped", "unchanged", "unchanged"));
  ASSERT_TRUE(replayed.conflict.has_value());
  ASSERT_EQ(replayed.conflict->conflicts.size(), 1);
  EXPECT_EQ(replayed.conflict->conflicts[0].path, "a");
}

// Resolutions of whole files are remembered by the ids of their sides.
TEST_F(ReplayTest, AConflictHasGitsIds) {
  const std::string merged = Lines(60, {{10, "topic"}, {50, "upstream"}});
  repository_.Write("a", Lines(60, {}));
  repository_.Write("b", Lines(60, {}));
  repository_.Commit("base");
  repository_.Git("branch topic");
  repository_.Write("a", Lines(60, {{50, "upstream"}}));
  repository_.Write("b", Lines(60, {{50, "upstream"}}));
  repository_.Commit("upstream");
  repository_.Git("checkout -q topic");
  repository_.Write("a", Lines(60, {{10, "topic"}}));
  repository_.Commit("clean");
  repository_.Git("rm -q a");
  repository_.Write("b", Lines(60, {{10, "topic"}}));
  repository_.Commit("in conflict");
  const Replayed replayed = ReplayRange("main~1", "topic", "main", nullptr);
  ASSERT_TRUE(replayed.conflict.has_value());
  ASSERT_EQ(replayed.conflict->conflicts.size(), 1);
  const Conflict& conflict = replayed.conflict->conflicts[0];
  EXPECT_EQ(conflict.path, "a");
  EXPECT_EQ(conflict.ours->blob.id(), HashBlob(merged));
  const auto clean = replayed.conflict->edits.find("b");
  ASSERT_NE(clean, replayed.conflict->edits.end());
  EXPECT_EQ(clean->second->blob.id(), HashBlob(merged));
}

TEST_F(ReplayTest, FollowsAFolderThatUpstreamMoved) {
  for (int i = 0; i < 4; ++i) {
    repository_.Write(absl::StrCat("old/", i),
                      Lines(30, {{3, absl::StrCat(i)}}));
  }
  repository_.Commit("base");
  repository_.Git("branch topic");
  repository_.Git("mv old new");
  repository_.Commit("upstream moves the folder");
  repository_.Git("checkout -q topic");
  repository_.Write("old/1", Lines(30, {{3, "1"}, {20, "topic"}}));
  repository_.Commit("topic edits in it");
  NewObjects objects;
  const Replayed replayed = ReplayRange("main~1", "topic", "main", &objects);
  EXPECT_THAT(Words(replayed), ElementsAre("edited"));
  ASSERT_TRUE(objects.Write(*git_).ok());
  EXPECT_EQ(
      repository_.Git("ls-tree -r --name-only " + replayed.done[0].tree.Hex()),
      "new/0\nnew/1\nnew/2\nnew/3");
}

// The objects are the same, in the same order, whatever the threads do.
TEST_F(ReplayTest, ThreadsMakeNoDifference) {
  const auto text = [](int file, int topic, int upstream) {
    std::vector<std::pair<int, std::string>> changed;
    changed.reserve(topic + 1);
    for (int i = 0; i < topic; ++i) {
      changed.emplace_back(file + 4 * i, absl::StrCat("t", i));
    }
    if (upstream > 0) changed.emplace_back(95, "upstream");
    return Lines(100, changed);
  };
  for (int i = 0; i < 20; ++i) {
    repository_.Write(absl::StrCat("d/", i), text(i, 0, 0));
  }
  repository_.Commit("base");
  repository_.Git("branch topic");
  for (int i = 0; i < 20; i += 2) {
    repository_.Write(absl::StrCat("d/", i), text(i, 0, 1));
  }
  repository_.Commit("upstream");
  repository_.Git("checkout -q topic");
  for (int round = 1; round < 8; ++round) {
    for (int i = round; i < 20; i += 3) {
      repository_.Write(absl::StrCat("d/", i), text(i, round, 0));
    }
    repository_.Commit(absl::StrCat("round ", round));
  }
  std::string packs[2];
  for (const int threads : {1, 8}) {
    NewObjects objects;
    const Replayed replayed =
        ReplayRange("main~1", "topic", "main", &objects, threads);
    ASSERT_FALSE(replayed.conflict.has_value());
    repository_.Git("repack -q -a -d");
    ASSERT_TRUE(objects.Write(*git_).ok());
    packs[threads > 1] = repository_.Run(
        "ls -t .git/objects/pack/*.pack | head -1 | xargs cat | sha1sum");
  }
  EXPECT_EQ(packs[0], packs[1]);
}

}  // namespace
}  // namespace patchgraph
