#include "engine/upstream/side_histories.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// The histories of a path on branches `ours` and `theirs`.
absl::StatusOr<FileHistories> Read(const TestRepository& folder,
                                   const std::string& path,
                                   const std::string& base_revision = "") {
  const auto repository = GitRepository::Open(folder.path()).value();
  absl::optional<ObjectId> base;
  if (!base_revision.empty()) {
    const std::string text =
        folder.Run(absl::StrCat("git show ", base_revision, ":", path));
    base = HashBlob(text);
  }
  return ReadSideHistories(
      *repository, {repository->ResolveCommit("ours").value().id, path},
      {repository->ResolveCommit("theirs").value().id, path}, base);
}

std::vector<std::string> Subjects(const std::vector<FileVersion>& versions) {
  std::vector<std::string> subjects;
  subjects.reserve(versions.size());
  for (const FileVersion& version : versions) {
    subjects.push_back(version.subject);
  }
  return subjects;
}

using List = std::vector<std::string>;

// A base, two commits of ours, one of theirs.
class SideHistoriesTest : public testing::Test {
 protected:
  SideHistoriesTest() {
    folder_.Write("mm/pool.c", "base\n");
    folder_.Write("README", "pools\n");
    folder_.Commit("mm: a pool");
    folder_.Git("branch theirs");
    folder_.Git("checkout -q -b ours");
    folder_.Write("mm/pool.c", "one\n");
    folder_.Commit("mm: pool one");
    folder_.Write("README", "many pools\n");
    folder_.Commit("README: count them");
    folder_.Write("mm/pool.c", "two\n");
    folder_.Commit("mm: pool two");
    folder_.Git("checkout -q theirs");
    folder_.Write("mm/pool.c", "other\n");
    folder_.Commit("mm: the other pool");
  }

  TestRepository folder_;
};

TEST_F(SideHistoriesTest, OfALargeFileTheNewestVersions) {
  folder_.Git("checkout -q ours");
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text = absl::StrCat(i, "\n", std::string(5000000, 'x'), "\n");
    folder_.Write("mm/pool.c", text);
    folder_.Commit(absl::StrCat("mm: large ", i));
  }
  for (const char* base : {"", "theirs~1"}) {
    SCOPED_TRACE(base);
    const auto found = Read(folder_, "mm/pool.c", base);
    ASSERT_TRUE(found.ok()) << found.status();
    ASSERT_EQ(found->ours.size(), 7);
    EXPECT_EQ(found->ours.front().subject, "mm: large 5");
    EXPECT_EQ(*found->ours.back().text, text);
  }
}

TEST_F(SideHistoriesTest, HasTheCommitsThatChangedTheFile) {
  for (const char* base : {"", "ours~3"}) {
    const FileHistories histories = Read(folder_, "mm/pool.c", base).value();
    EXPECT_EQ(Subjects(histories.ours), (List{"mm: pool one", "mm: pool two"}));
    EXPECT_EQ(Subjects(histories.theirs), (List{"mm: the other pool"}));
    EXPECT_EQ(*histories.ours[0].text, "one\n");
    EXPECT_EQ(*histories.ours[1].text, "two\n");
    EXPECT_EQ(histories.ours[1].author, "A U Thor <author@example.com>");
    EXPECT_EQ(histories.ours[1].commit.Hex(), folder_.Git("rev-parse ours"));
    EXPECT_GT(histories.ours[1].committed_at, histories.ours[0].committed_at);
  }
}

TEST_F(SideHistoriesTest, ASideThatLeftTheFileAloneHasNone) {
  const FileHistories histories = Read(folder_, "README").value();
  EXPECT_EQ(Subjects(histories.ours), (List{"README: count them"}));
  EXPECT_TRUE(histories.theirs.empty());
}

TEST_F(SideHistoriesTest, FollowsTheParentThatAMergeIsLike) {
  folder_.Git("checkout -q -b topic ours");
  folder_.Write("mm/pool.c", "three\n");
  folder_.Commit("mm: pool three");
  folder_.Git("checkout -q ours");
  folder_.Write("README", "pools, counted\n");
  folder_.Commit("README: counted");
  folder_.Git("merge -q -m 'Merge topic' topic");
  for (const char* base : {"", "theirs~1"}) {
    const FileHistories histories = Read(folder_, "mm/pool.c", base).value();
    EXPECT_EQ(Subjects(histories.ours),
              (List{"mm: pool one", "mm: pool two", "mm: pool three"}));
  }
}

TEST_F(SideHistoriesTest, FollowsARename) {
  const std::string pool = "a\nb\nc\nd\ne\nf\ng\nh\n";
  folder_.Git("checkout -q theirs");
  folder_.Write("mm/pool.c", pool);
  folder_.Commit("mm: a longer pool");
  folder_.Run("mkdir lib && git mv mm/pool.c lib/pool.c");
  folder_.Write("lib/pool.c", pool + "i\n");
  folder_.Commit("lib: the pool moves here");
  const auto repository = GitRepository::Open(folder_.path()).value();
  const FileHistories histories =
      ReadSideHistories(
          *repository,
          {repository->ResolveCommit("ours").value().id, "mm/pool.c"},
          {repository->ResolveCommit("theirs").value().id, "lib/pool.c"},
          HashBlob("base\n"))
          .value();
  EXPECT_EQ(Subjects(histories.theirs),
            (List{"mm: the other pool", "mm: a longer pool",
                  "lib: the pool moves here"}));
}

// Both sides merged the other's first commit: there are two merge bases, and
// what git merges over is neither's text.
TEST_F(SideHistoriesTest, WhereBasesCrossALineSaysWhatItGrewOutOf) {
  folder_.Git("tag our_first ours");
  folder_.Git("tag their_first theirs");
  folder_.Git("checkout -q ours");
  folder_.Git("merge -q -s ours -m 'Merge theirs' their_first");
  folder_.Write("mm/pool.c", "ours again\n");
  folder_.Commit("mm: ours again");
  folder_.Git("checkout -q theirs");
  folder_.Git("merge -q -s ours -m 'Merge ours' our_first");
  folder_.Write("mm/pool.c", "theirs again\n");
  folder_.Commit("mm: theirs again");
  const FileHistories histories = Read(folder_, "mm/pool.c").value();
  EXPECT_EQ(Subjects(histories.ours), (List{"mm: ours again"}));
  EXPECT_EQ(Subjects(histories.theirs), (List{"mm: theirs again"}));
  ASSERT_NE(histories.our_start, nullptr);
  EXPECT_EQ(*histories.our_start, "two\n");
  ASSERT_NE(histories.their_start, nullptr);
  EXPECT_EQ(*histories.their_start, "other\n");
}

TEST_F(SideHistoriesTest, SaysWhatIsNotThere) {
  const auto missing = Read(folder_, "mm/puddle.c");
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_NE(missing.status().message().find("has no file mm/puddle.c"),
            absl::string_view::npos);
  const auto repository = GitRepository::Open(folder_.path()).value();
  const ObjectId ours = repository->ResolveCommit("ours").value().id;
  EXPECT_EQ(ReadSideHistories(*repository, {ours, "README"},
                              {HashBlob("no commit"), "README"})
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

// Linear sides of random commits to three files: both ways of reading find what
// git log does.
TEST(SideHistoriesRandomTest, AgreesWithGitLog) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937 random(seed);
    TestRepository folder;
    const List files = {"a", "d/b", "d/e/c"};
    int next = 0;
    for (const std::string& file : files) folder.Write(file, "0\n");
    folder.Commit("base");
    folder.Git("tag base");
    for (const char* branch : {"ours", "theirs"}) {
      folder.Git(absl::StrCat("checkout -q -b ", branch, " base"));
      for (int i = 0; i < 12; ++i) {
        folder.Write(files[random() % files.size()],
                     absl::StrCat(++next, "\n"));
        folder.Commit(absl::StrCat("change ", next));
      }
    }
    for (const std::string& file : files) {
      for (const char* base : {"", "base"}) {
        const FileHistories histories = Read(folder, file, base).value();
        for (const auto& [range, versions] :
             {std::make_pair("theirs..ours", &histories.ours),
              std::make_pair("ours..theirs", &histories.theirs)}) {
          const List expected = absl::StrSplit(
              folder.Git(absl::StrCat("log --reverse --format=%s ", range,
                                      " -- ", file)),
              '\n', absl::SkipEmpty());
          EXPECT_EQ(Subjects(*versions), expected) << range << " " << file;
        }
      }
    }
  }
}

}  // namespace
}  // namespace patchgraph
