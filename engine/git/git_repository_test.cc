#include "engine/git/git_repository.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree_object.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::shared_ptr<const GitRepository> OpenOrDie(absl::string_view path) {
  auto repository = GitRepository::Open(path);
  EXPECT_TRUE(repository.ok()) << repository.status();
  return *repository;
}

std::string Message(const absl::Status& status) {
  return std::string(status.message());
}

TEST(GitRepository, ReadsACommit) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string first = git.Commit("first");
  git.Write("a", "2\n");
  const std::string second =
      git.Commit("second: a title\nin two lines\n\nWhy.");
  git.Git("tag -a -m 'a tag' v1");
  const auto repository = OpenOrDie(git.path());
  for (const char* revision :
       {"main", "HEAD", "v1", "v1^{commit}", "@", "refs/heads/main"}) {
    auto commit = repository->ResolveCommit(revision);
    ASSERT_TRUE(commit.ok()) << commit.status();
    EXPECT_EQ(commit->id.Hex(), second) << revision;
  }
  auto commit = repository->ResolveCommit(second.substr(0, 12));
  ASSERT_TRUE(commit.ok()) << commit.status();
  EXPECT_EQ(commit->tree.Hex(), git.Git("rev-parse HEAD^{tree}"));
  ASSERT_EQ(commit->parents.size(), 1u);
  EXPECT_EQ(commit->parents[0].Hex(), first);
  EXPECT_EQ(commit->author, git.Git("log -1 --format='%an <%ae>'"));
  EXPECT_EQ(commit->author_date, git.Git("log -1 --format=%aD"));
  EXPECT_EQ(commit->committer_date, git.Git("log -1 --format=%cs"));
  EXPECT_EQ(absl::StrCat(commit->committed_at), git.Git("log -1 --format=%ct"));
  EXPECT_EQ(commit->subject, git.Git("log -1 --format=%s"));
  EXPECT_EQ(commit->message, "second: a title\nin two lines\n\nWhy.\n");
  EXPECT_EQ(repository->ResolveCommit("HEAD~1")->id.Hex(), first);
}

TEST(GitRepository, ResolvesNamesAsGitDoes) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  git.Git("tag light");
  git.Git("tag -a -m said annotated");
  git.Git("tag -a -m again twice annotated");
  git.Git("branch side/line");
  git.Git("branch both");
  git.Write("a", "2\n");
  git.Commit("second");
  git.Git("tag both");
  git.Git("symbolic-ref refs/heads/other refs/heads/side/line");
  for (const bool packed : {false, true}) {
    if (packed) {
      git.Git("pack-refs --all");
      git.Git("repack -q -a -d");
    }
    const auto repository = OpenOrDie(git.path());
    for (const char* name :
         {"HEAD", "light", "annotated", "twice", "side/line", "heads/side/line",
          "refs/tags/light", "tags/annotated", "both", "other"}) {
      const auto commit = repository->ResolveCommit(name);
      ASSERT_TRUE(commit.ok()) << name << ": " << commit.status();
      EXPECT_EQ(commit->id.Hex(),
                git.Git(absl::StrCat("rev-parse -q ", name, "^{commit}")))
          << name << (packed ? ", packed" : "");
    }
  }
}

TEST(GitRepository, KnowsTheTreesOfACommit) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string first = git.Commit("first");
  git.Write("a", "2\n");
  const std::string second = git.Commit("second");
  const auto repository = OpenOrDie(git.path());
  const auto of = [&](const std::string& id) {
    return *repository->ReadCommitTrees(repository->ResolveCommit(id)->id);
  };
  EXPECT_EQ(of(second).before.Hex(), git.Git("rev-parse HEAD~1^{tree}"));
  EXPECT_EQ(of(second).after.Hex(), git.Git("rev-parse HEAD^{tree}"));
  EXPECT_EQ(of(first).before, EmptyTreeId());
  EXPECT_TRUE(
      absl::IsNotFound(repository->ReadCommitTrees(EmptyTreeId()).status()));
}

TEST(GitRepository, ResolvesAPlainTree) {
  TestRepository git;
  git.Write("mm/swap.c", "1\n");
  git.Commit("first");
  const auto repository = OpenOrDie(git.path());
  auto folder = repository->Resolve("HEAD:mm");
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_EQ(folder->tree.Hex(), git.Git("rev-parse HEAD:mm"));
  EXPECT_FALSE(folder->commit.has_value());
}

TEST(GitRepository, SaysWhatIsWrongWithARevision) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  const auto repository = OpenOrDie(git.path());
  auto missing = repository->Resolve("v2.6.99");
  EXPECT_TRUE(absl::IsNotFound(missing.status())) << missing.status();
  EXPECT_EQ(Message(missing.status()),
            absl::StrCat("v2.6.99 is no revision of repository ", git.path()));
  EXPECT_THAT(Message(repository->Resolve("HEAD:a").status()),
              HasSubstr("is a blob, not a commit or a tree"));
  EXPECT_THAT(Message(repository->ResolveCommit("HEAD^{tree}").status()),
              HasSubstr("is no commit"));
  for (const char* odd :
       {"", "..", "HEAD^{", "HEAD@{", ":", "a b", "-v", "~", "^", "HEAD^99"}) {
    EXPECT_FALSE(repository->Resolve(odd).ok()) << odd;
  }
  EXPECT_FALSE(repository->Resolve(absl::string_view("HEAD\0x", 6)).ok());
}

TEST(GitRepository, OpensEveryShapeOfRepository) {
  TestRepository git;
  git.Write("deep/er/a", "1\n");
  const std::string id = git.Commit("first");
  git.Git("clone -q --bare . bare.git");
  git.Git("clone -q --shared --no-checkout . shared");
  git.Git("worktree add -q -b other tree");
  git.Run("mkdir -p shared/below");
  for (const char* place : {".", ".git", "bare.git", "shared", "tree"}) {
    auto repository = GitRepository::Open(git.At(place));
    ASSERT_TRUE(repository.ok()) << repository.status();
    auto commit = (*repository)->ResolveCommit("HEAD");
    ASSERT_TRUE(commit.ok()) << place << ": " << commit.status();
    EXPECT_EQ(commit->id.Hex(), id) << place;
  }
  for (const char* place : {"deep/er", "bare.git/refs", "shared/below"}) {
    auto repository = GitRepository::Discover(git.At(place));
    ASSERT_TRUE(repository.ok()) << repository.status();
    EXPECT_TRUE((*repository)->ResolveCommit("HEAD").ok()) << place;
  }
  EXPECT_EQ((*GitRepository::Discover(git.At("deep/er")))->name(), git.path());
}

// As in a hook, which git starts with GIT_DIR set.
TEST(GitRepository, HeedsTheEnvironmentWhereWeStand) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string id = git.Commit("first");
  for (const char* worktree : {"", git.path().c_str()}) {
    setenv("GIT_DIR", git.At(".git").c_str(), 1);
    if (*worktree != '\0') setenv("GIT_WORK_TREE", worktree, 1);
    auto repository = GitRepository::Discover("");
    unsetenv("GIT_DIR");
    unsetenv("GIT_WORK_TREE");
    ASSERT_TRUE(repository.ok()) << repository.status();
    EXPECT_EQ((*repository)->ResolveCommit("HEAD")->id.Hex(), id);
  }
}

TEST(GitRepository, IsNotOpenedWhereThereIsNone) {
  TestFolder folder;
  folder.Write("sub/file", "x");
  auto none = GitRepository::Open(folder.path());
  EXPECT_TRUE(absl::IsNotFound(none.status())) << none.status();
  EXPECT_THAT(Message(none.status()), AllOf(HasSubstr("no git repository at"),
                                            HasSubstr(folder.path())));
  EXPECT_FALSE(GitRepository::Open(folder.At("absent")).ok());
  EXPECT_FALSE(GitRepository::Open(folder.At("sub/file")).ok());
}

TEST(GitRepository, RefusesSha256) {
  TestFolder folder;
  folder.Run("git init -q --object-format=sha256 .");
  auto repository = GitRepository::Open(folder.path());
  EXPECT_THAT(Message(repository.status()), HasSubstr("SHA-256"));
}

TEST(GitRepository, SaysThatAnObjectIsMissing) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  const std::string blob = git.Git("rev-parse HEAD:a");
  git.Run(absl::StrCat("rm -f .git/objects/", blob.substr(0, 2), "/",
                       blob.substr(2)));
  const auto repository = OpenOrDie(git.path());
  auto bytes = repository->objects()->ReadBlob(HashBlob("1\n"));
  EXPECT_TRUE(absl::IsNotFound(bytes.status())) << bytes.status();
  EXPECT_THAT(Message(bytes.status()),
              AllOf(HasSubstr(blob), HasSubstr("partial clone")));
}

TEST(GitRepository, ReadsPartialAndShallowClones) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  git.Write("a", "2\n");
  git.Commit("second");
  git.Git("config uploadpack.allowFilter true");
  git.Git(absl::StrCat("clone -q --bare --filter=blob:none 'file://",
                       git.path(), "' partial"));
  git.Git(absl::StrCat("clone -q --bare --depth=1 'file://", git.path(),
                       "' shallow"));
  const auto partial = OpenOrDie(git.At("partial"));
  EXPECT_TRUE(partial->Resolve("HEAD~1").ok());
  EXPECT_FALSE(partial->objects()->ReadBlob(HashBlob("1\n")).ok());
  const auto shallow = OpenOrDie(git.At("shallow"));
  EXPECT_TRUE(shallow->IsShallow());
  EXPECT_TRUE(shallow->Resolve("HEAD").ok());
  EXPECT_THAT(Message(shallow->Resolve("HEAD~1").status()),
              HasSubstr("shallow clone"));
}

TEST(GitRepository, SaysThatAnObjectIsGarbled) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("first");
  const std::string blob = git.Git("rev-parse HEAD:a");
  const std::string place =
      absl::StrCat(".git/objects/", blob.substr(0, 2), "/", blob.substr(2));
  git.Run(absl::StrCat("chmod u+w ", place, "; echo garbage > ", place));
  const auto repository = OpenOrDie(git.path());
  auto bytes = repository->objects()->ReadBlob(HashBlob("1\n"));
  EXPECT_FALSE(bytes.ok());
  EXPECT_THAT(Message(bytes.status()), HasSubstr(blob));
}

std::string Ids(const std::vector<GitCommit>& commits) {
  return absl::StrJoin(commits, "\n",
                       [](std::string* out, const GitCommit& commit) {
                         out->append(commit.id.Hex());
                       });
}

// A random history with merges, each commit with one or two parents among the
// latest. `date` gives the commit's date from its number.
std::vector<std::string> MakeHistory(const TestRepository& git,
                                     std::mt19937& random,
                                     const std::function<int(int)>& date) {
  const std::string tree = git.Git("write-tree");
  std::vector<std::string> commits;
  for (int i = 0; i < 60; ++i) {
    std::string parents;
    for (unsigned count = 1 + (random() % 3 == 0); i > 0 && count > 0;
         --count) {
      const size_t back = random() % std::min<size_t>(commits.size(), 6);
      const std::string parent =
          absl::StrCat(" -p ", commits[commits.size() - 1 - back]);
      if (parents != parent) parents += parent;
    }
    commits.push_back(git.Run(absl::StrCat(
        "GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=c "
        "GIT_COMMITTER_EMAIL=c GIT_AUTHOR_DATE='@1000 +0000' "
        "GIT_COMMITTER_DATE='@",
        date(i), " +0000' git commit-tree", parents, " -m ", i, " ", tree,
        " | tr -d '\\n'")));
  }
  return commits;
}

std::vector<GitCommit> Range(const GitRepository& repository,
                             const std::string& from, const std::string& to) {
  auto range = repository.CommitsBetween(repository.ResolveCommit(from)->id,
                                         repository.ResolveCommit(to)->id);
  EXPECT_TRUE(range.ok()) << range.status();
  return *range;
}

TEST(GitRepository, ListsTheCommitsOfARangeAsGitDoes) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  TestRepository git;
  // Commits often have equal dates: a series is applied in a second.
  const std::vector<std::string> commits =
      MakeHistory(git, random, [](int i) { return 1000 + i / 3; });
  const auto repository = OpenOrDie(git.path());
  for (int round = 0; round < 30; ++round) {
    const std::string& from = commits[random() % commits.size()];
    const std::string& to = commits[random() % commits.size()];
    EXPECT_EQ(Ids(Range(*repository, from, to)),
              git.Git(absl::StrCat("rev-list --topo-order --reverse ", from,
                                   "..", to)))
        << from << ".." << to;
    auto base = repository->MergeBase(repository->ResolveCommit(from)->id,
                                      repository->ResolveCommit(to)->id);
    ASSERT_TRUE(base.ok()) << base.status();
    EXPECT_THAT(git.Git(absl::StrCat("merge-base --all ", from, " ", to)),
                HasSubstr(base->Hex()));
  }
}

// Where clocks were wrong git's own ranges may be; whole histories are not, so
// the difference of two of them is the judge.
TEST(GitRepository, ListsARangeInSpiteOfWrongClocks) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  TestRepository git;
  const std::vector<std::string> commits =
      MakeHistory(git, random, [&random](int i) {
        return random() % 5 == 0 ? static_cast<int>(random() % 2000) : 1000 + i;
      });
  const auto repository = OpenOrDie(git.path());
  for (int round = 0; round < 30; ++round) {
    const std::string& from = commits[random() % commits.size()];
    const std::string& to = commits[random() % commits.size()];
    std::set<std::string> expected;
    for (absl::string_view id :
         absl::StrSplit(git.Git("rev-list " + to), '\n')) {
      expected.emplace(id);
    }
    for (absl::string_view id :
         absl::StrSplit(git.Git("rev-list " + from), '\n')) {
      expected.erase(std::string(id));
    }
    std::set<std::string> found;
    for (const GitCommit& commit : Range(*repository, from, to)) {
      for (const ObjectId& parent : commit.parents) {
        EXPECT_TRUE(found.count(parent.Hex()) > 0 ||
                    expected.count(parent.Hex()) == 0);
      }
      found.insert(commit.id.Hex());
    }
    EXPECT_EQ(found, expected) << from << ".." << to;
  }
}

TEST(GitRepository, FindsTheMergeBase) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string base = git.Commit("base");
  git.Git("checkout -q -b side");
  const std::string side = git.Commit("side");
  git.Git("checkout -q main");
  const std::string main = git.Commit("main");
  git.Git("checkout -q --orphan stranger");
  git.Commit("stranger");
  const auto repository = OpenOrDie(git.path());
  const auto id = [&](const char* revision) {
    return repository->ResolveCommit(revision)->id;
  };
  EXPECT_EQ(repository->MergeBase(id("side"), id("main"))->Hex(), base);
  auto none = repository->MergeBase(id("side"), id("stranger"));
  EXPECT_THAT(Message(none.status()), HasSubstr("no common ancestor"));
}

}  // namespace
}  // namespace patchgraph
