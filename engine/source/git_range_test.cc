#include "engine/source/git_range.h"

#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::StatusOr<GitRangeSeries> Read(const TestFolder& git,
                                    absl::string_view text,
                                    bool linear = false) {
  auto repository = GitRepository::Open(git.path());
  if (!repository.ok()) return repository.status();
  auto range = ParseGitRange(text);
  if (!range.ok()) return range.status();
  GitRangeOptions options;
  options.linear = linear;
  return ReadGitRange(**repository, *range, options);
}

std::string Message(const absl::StatusOr<GitRangeSeries>& result) {
  return std::string(result.status().message());
}

std::vector<std::string> Subjects(const Series& series) {
  std::vector<std::string> subjects;
  for (const Patch& patch : series.patches) subjects.push_back(patch.subject);
  return subjects;
}

// A file change as `git diff-tree -r` puts it: mode, id and letter.
std::string Raw(const FileChange& change) {
  const auto side = [](const absl::optional<FileState>& file) {
    return file.has_value() ? std::make_pair(static_cast<int>(file->mode),
                                             file->blob.id().Hex())
                            : std::make_pair(0, std::string(40, '0'));
  };
  const auto [old_mode, old_id] = side(change.original);
  const auto [new_mode, new_id] = side(change.replacement);
  const bool is_rename = change.kind == FileChange::Kind::kRename;
  return absl::StrFormat(":%06o %06o %s %s %s%s\t%s", old_mode, new_mode,
                         old_id, new_id,
                         is_rename                                  ? "R100\t"
                         : change.kind == FileChange::Kind::kAdd    ? "A"
                         : change.kind == FileChange::Kind::kDelete ? "D"
                                                                    : "M",
                         is_rename ? change.old_path : "", change.new_path);
}

std::set<std::string> RawOf(const Patch& patch) {
  std::set<std::string> lines;
  for (const FileChange& change : patch.files) lines.insert(Raw(change));
  return lines;
}

// Git's word for it. A file that becomes a symlink is a T there, an M here.
std::set<std::string> DiffTree(const TestRepository& git,
                               const std::string& id) {
  std::set<std::string> lines;
  const std::string output = git.Git(
      "diff-tree --root --no-commit-id -r -M100% --no-rename-empty " + id);
  for (absl::string_view raw :
       absl::StrSplit(output, '\n', absl::SkipEmpty())) {
    std::string line(raw);
    const size_t tab = line.find('\t');
    if (line[tab - 1] == 'T') line[tab - 1] = 'M';
    lines.insert(line);
  }
  return lines;
}

TEST(ParseGitRange, TakesGitsRanges) {
  EXPECT_EQ(ParseGitRange("v1..v2")->from, "v1");
  EXPECT_EQ(ParseGitRange("v1..v2")->to, "v2");
  EXPECT_EQ(ParseGitRange("v1..")->to, "HEAD");
  EXPECT_EQ(ParseGitRange("..v2")->from, "HEAD");
  EXPECT_FALSE(ParseGitRange("v1").ok());
  EXPECT_FALSE(ParseGitRange("v1...v2").ok());
  EXPECT_FALSE(ParseGitRange("..").ok());
  EXPECT_FALSE(ParseGitRange("").ok());
}

TEST(GitRange, IsAPatchForEachCommit) {
  TestRepository git;
  git.Write("kernel/sched.c", "int a;\n");
  git.Write("kernel/fork.c", "int b;\n");
  git.Write("old/name.c", "int c;\n");
  git.Write("empty", "");
  const std::string base = git.Commit("base");
  git.Git("tag v1");
  git.Write("kernel/sched.c", "int a2;\n");
  git.Run("chmod +x kernel/fork.c; mkdir new; mv old/name.c new/name.c");
  git.Run("mv empty void");
  const std::string first = git.Commit("one: change\n\nWhy it changes.");
  git.Run("rm kernel/fork.c; ln -sf sched.c kernel/fork.c; rm new/name.c");
  git.Write("new/name.c/now/a/folder", "x");
  git.Commit("two");
  auto result = Read(git, "v1..");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->base->commit()->id.Hex(), base);
  EXPECT_EQ(result->base->name(), "v1");
  EXPECT_EQ(result->series.name, "v1..HEAD");
  EXPECT_THAT(result->series.notes, IsEmpty());
  EXPECT_THAT(Subjects(result->series), ElementsAre("one: change", "two"));
  const Patch& patch = result->series.patches[0];
  EXPECT_EQ(patch.name, first.substr(0, 12));
  EXPECT_EQ(patch.source, first);
  EXPECT_EQ(patch.author, "A U Thor <author@example.com>");
  EXPECT_EQ(patch.date, git.Git("log -1 --format=%aD HEAD~1"));
  EXPECT_EQ(patch.preamble, "one: change\n\nWhy it changes.\n");
  for (const Patch& each : result->series.patches) {
    EXPECT_EQ(RawOf(each), DiffTree(git, each.source));
  }
  const FileChange& sched = patch.files[2];
  EXPECT_EQ(sched.new_path, "kernel/sched.c");
  EXPECT_EQ(**sched.original->blob.Read(), "int a;\n");
  EXPECT_EQ(**sched.replacement->blob.Read(), "int a2;\n");
}

TEST(GitRange, PrefersARenameThatKeepsTheName) {
  TestRepository git;
  git.Write("a/one.c", "same\n");
  git.Write("a/two.c", "same\n");
  git.Commit("base");
  git.Run("mkdir b; mv a/two.c b/two.c; rm a/one.c");
  git.Commit("move");
  auto result = Read(git, "HEAD~..");
  ASSERT_TRUE(result.ok()) << result.status();
  const Patch& patch = result->series.patches.front();
  ASSERT_EQ(patch.files.size(), 2u);
  EXPECT_EQ(patch.files[0].kind, FileChange::Kind::kDelete);
  EXPECT_EQ(patch.files[0].old_path, "a/one.c");
  EXPECT_EQ(patch.files[1].kind, FileChange::Kind::kRename);
  EXPECT_EQ(patch.files[1].old_path, "a/two.c");
  EXPECT_EQ(patch.files[1].new_path, "b/two.c");
}

void MakeMerge(TestRepository& git) {
  git.Write("a", "1\n");
  git.Write("b", "1\n");
  git.Commit("base");
  git.Git("checkout -q -b side");
  git.Write("a", "2\n");
  git.Commit("side");
  git.Git("checkout -q main");
  git.Write("b", "2\n");
  git.Commit("ours");
  git.Git("merge -q --no-edit side");
  git.Write("b", "3\n");
  git.Commit("later");
}

TEST(GitRange, RefusesMerges) {
  TestRepository git;
  MakeMerge(git);
  auto result = Read(git, "HEAD~3..HEAD");
  EXPECT_THAT(Message(result),
              AllOf(HasSubstr("range HEAD~3..HEAD holds 1 merge; the first is"),
                    HasSubstr(git.Git("rev-parse HEAD~").substr(0, 12)),
                    HasSubstr("Merge branch"),
                    HasSubstr("--linear takes merges apart")));
}

TEST(GitRange, LeavesMergesOutOnRequest) {
  TestRepository git;
  MakeMerge(git);
  auto result = Read(git, "HEAD~3..HEAD", /*linear=*/true);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(absl::StrJoin(Subjects(result->series), "\n"),
            git.Git("log --topo-order --reverse --no-merges --format=%s "
                    "HEAD~3..HEAD"));
  ASSERT_EQ(result->series.notes.size(), 1u);
  EXPECT_THAT(result->series.notes[0],
              HasSubstr("range HEAD~3..HEAD: left out 1 merge: "));
  for (const Patch& each : result->series.patches) {
    EXPECT_EQ(RawOf(each), DiffTree(git, each.source));
  }
}

TEST(GitRange, StartsAtTheMergeBase) {
  TestRepository git;
  git.Write("a", "1\n");
  const std::string base = git.Commit("base");
  git.Git("checkout -q -b ours");
  git.Write("a", "2\n");
  git.Commit("ours");
  git.Git("checkout -q main");
  git.Write("b", "2\n");
  git.Commit("upstream");
  auto result = Read(git, "main..ours");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->base->commit()->id.Hex(), base);
  EXPECT_EQ(result->base->name(), base.substr(0, 12));
  EXPECT_THAT(Subjects(result->series), ElementsAre("ours"));
}

TEST(GitRange, SaysWhatIsWrong) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("base");
  git.Git("checkout -q --orphan other");
  git.Commit("other root");
  EXPECT_THAT(Message(Read(git, "main..main")), HasSubstr("is empty"));
  EXPECT_THAT(Message(Read(git, "main..v9")), HasSubstr("v9 is no revision"));
  EXPECT_THAT(Message(Read(git, "main^{tree}..main")),
              HasSubstr("is no commit"));
  EXPECT_THAT(Message(Read(git, "main..other")),
              HasSubstr("no common ancestor"));
}

TEST(GitRange, RefusesPathsThatMustNotBeWritten) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit("base");
  // Git itself would not make such a tree, so it is put together by hand.
  const std::string blob = git.Git("rev-parse HEAD:a");
  const std::string folder = git.Run(
      absl::StrCat("printf '100644 blob ", blob, "\tconfig\n' | git mktree"));
  const std::string tree = git.Run(absl::StrCat(
      "printf '040000 tree ", folder.substr(0, 40), "\t.git\n' | git mktree"));
  const std::string commit =
      git.Git(absl::StrCat("commit-tree -p HEAD -m evil ", tree.substr(0, 40)));
  EXPECT_THAT(Message(Read(git, "HEAD.." + commit)),
              AllOf(HasSubstr("(evil)"), HasSubstr(".git/config")));
}

TEST(GitRange, NamesTheEndOfAShallowHistory) {
  TestRepository git;
  for (int i = 0; i < 5; ++i) {
    git.Write("a", absl::StrCat(i));
    git.Commit(absl::StrCat("commit ", i));
  }
  git.Git("tag v1 HEAD~4");
  git.Git(absl::StrCat("clone -q --bare --depth=2 --no-single-branch 'file://",
                       git.path(), "' shallow"));
  auto repository = GitRepository::Open(git.At("shallow"));
  ASSERT_TRUE(repository.ok()) << repository.status();
  auto result = ReadGitRange(**repository, {"v1", "main"}, {});
  EXPECT_THAT(Message(result), HasSubstr("shallow clone"));
}

// Random histories, in folders that come and go: each patch is what git says.
TEST(GitRange, SaysWhatGitSays) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  TestRepository git;
  git.Commit("root");
  const char* places[] = {"a", "a/b", "a/b/c", "a.c", "a-b", "d/e", "d", "f"};
  // Does nothing where a file stands in the way of a folder.
  const auto make = [&git](const std::string& how, const std::string& place) {
    git.Run(absl::StrCat("{ mkdir -p $(dirname ", place, ") && ", how, " ",
                         place, "; } 2>/dev/null || true"));
  };
  for (int i = 0; i < 40; ++i) {
    for (unsigned edits = random() % 4; edits > 0; --edits) {
      const std::string place = places[random() % 8];
      git.Run(absl::StrCat("rm -rf ", place));
      // No two files are ever the same, so that no rename is in doubt.
      const std::string text = absl::StrCat(i, ".", edits);
      switch (random() % 4) {
        case 0:
          break;
        case 1:
          make("ln -s " + text, place);
          break;
        default:
          make("echo " + text + " >", place);
      }
    }
    if (random() % 3 == 0) {
      git.Run(
          "f=$(find . -path ./.git -prune -o -type f -print | head -1); "
          "[ -z \"$f\" ] || mv \"$f\" moved" +
          std::to_string(i));
    }
    git.Commit(absl::StrCat("commit ", i));
  }
  auto result = Read(git, "HEAD~40..HEAD");
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(result->series.patches.size(), 40u);
  for (const Patch& patch : result->series.patches) {
    EXPECT_EQ(RawOf(patch), DiffTree(git, patch.source)) << patch.subject;
  }
}

}  // namespace
}  // namespace patchgraph
