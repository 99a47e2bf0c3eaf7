// What goes wrong with `git rerere`, shown with git, and does not go wrong
// here; and what it remembers, read.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/git/git_test_repository.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/rerere_pair.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolutions/reuse_resolutions.h"
#include "engine/text/merge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Sides {
  std::string base;
  std::string ours;
  std::string theirs;
};

std::string Function(const std::string& body, const std::string& name = "f") {
  return absl::StrCat("int ", name, "(void)\n{\n\tint i;\n\n", body,
                      "\n\treturn i;\n}\n\n");
}

const Sides kWait = {Function("\twait(1);\n"), Function("\twait(2);\n"),
                     Function("\tpause(1);\n")};
const std::string kResolved = Function("\tpause(2);\n");

std::string ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// Merges of `f` with rerere switched on.
class RerereRepository : public TestRepository {
 public:
  explicit RerereRepository(const std::string& style) {
    Git("config rerere.enabled true");
    Git("config merge.conflictStyle " + style);
    Git("commit -q --allow-empty -m root");
  }

  // Leaves the repository in the merge, and returns what `f` is then: with
  // markers, or as rerere resolved it.
  std::string StartMerge(const Sides& sides) {
    ++merges_;
    const std::string ours = absl::StrCat("ours-", merges_);
    const std::string theirs = absl::StrCat("theirs-", merges_);
    Git(absl::StrCat("checkout -q -f -b ", ours, " main"));
    Write("f", sides.base);
    Commit("base");
    Git(absl::StrCat("branch ", theirs));
    Write("f", sides.ours);
    Commit("ours");
    Git(absl::StrCat("checkout -q ", theirs));
    Write("f", sides.theirs);
    Commit("theirs");
    Git(absl::StrCat("checkout -q ", ours));
    Git(absl::StrCat("merge -q ", theirs, " >/dev/null 2>&1 || true"));
    return ReadWhole(At("f"));
  }

  void Finish(const std::string& resolved) {
    Write("f", resolved);
    Commit("merged");  // which records the resolution
  }

  std::string Merged(const Sides& sides) {
    std::string text = StartMerge(sides);
    Git("reset -q --hard");
    return text;
  }

  // What is in the rr-cache.
  RerereResolutions Remembered() const {
    RerereResolutions all;
    for (const auto& conflict :
         std::filesystem::directory_iterator(At(".git/rr-cache"))) {
      const std::string folder = conflict.path().string();
      if (!std::filesystem::exists(folder + "/postimage")) continue;
      RerereResolutions pair =
          ReadRererePair(ReadWhole(folder + "/preimage"),
                         ReadWhole(folder + "/postimage"), 1144051200);
      all.resolutions.insert(all.resolutions.end(), pair.resolutions.begin(),
                             pair.resolutions.end());
      all.left_out.insert(all.left_out.end(), pair.left_out.begin(),
                          pair.left_out.end());
    }
    return all;
  }

 private:
  int merges_ = 0;
};

ReusedText Reuse(const std::vector<Resolution>& kept, const Sides& sides) {
  ReuseOptions options;
  options.mode = ReuseMode::kAuto;
  const auto reused = ReuseInText(
      Merge(sides.base, sides.ours, sides.theirs), {"f"},
      [&kept](const std::string& key) {
        std::vector<Resolution> found;
        for (const Resolution& resolution : kept) {
          if (KeyOf(resolution.conflict) == key) found.push_back(resolution);
        }
        return absl::StatusOr<std::vector<Resolution>>(found);
      },
      options);
  EXPECT_TRUE(reused.ok()) << reused.status();
  return *reused;
}

std::vector<Resolution> Learned() {
  return LearnFromText(Merge(kWait.base, kWait.ours, kWait.theirs), kResolved,
                       "f",
                       {"A U Thor <author@example.com>", 1144051200, "", ""})
      .learned;
}

// rerere's first failure: all conflicts of a file are one to it.
TEST(Rerere, LosesAResolutionToANewConflictElsewhere) {
  const Sides both = {Function("\tstop(1);\n", "g") + kWait.base,
                      Function("\tstop(2);\n", "g") + kWait.ours,
                      Function("\thalt(1);\n", "g") + kWait.theirs};
  RerereRepository git("merge");
  git.StartMerge(kWait);
  git.Finish(kResolved);
  ASSERT_EQ(git.Merged(kWait), kResolved) << "git has it by heart";
  const std::string from_git = git.Merged(both);
  EXPECT_THAT(from_git, HasSubstr("wait(2);\n=======\n\tpause(1);"));
  EXPECT_THAT(from_git, Not(HasSubstr("pause(2)")));

  const ReusedText ours = Reuse(Learned(), both);
  EXPECT_EQ(ours.open, 1);
  EXPECT_TRUE(absl::EndsWith(ours.text, kResolved)) << ours.text;
}

// Its second: the base is not a part of what it knows a conflict by. Here the
// base has got a check that both sides take out, or that ours, say, never had;
// what was decided without it is applied without a word.
TEST(Rerere, AppliesAResolutionThoughTheBaseHasChanged) {
  Sides other = kWait;
  other.base = Function("\tif (locked())\n\t\twait(9);\n");
  RerereRepository git("merge");
  git.StartMerge(kWait);
  git.Finish(kResolved);
  EXPECT_EQ(git.Merged(other), kResolved);

  const ReusedText ours = Reuse(Learned(), other);
  EXPECT_EQ(ours.open, 1);
  EXPECT_THAT(ours.proposals, IsEmpty());
}

// Nor does it look at what is around a conflict.
TEST(Rerere, AppliesAResolutionThoughTheContextHasChanged) {
  const auto locked = [](const std::string& text) {
    return absl::StrReplaceAll(text, {{"\tint i;\n", "\tint i = lock();\n"}});
  };
  const Sides other = {locked(kWait.base), locked(kWait.ours),
                       locked(kWait.theirs)};
  RerereRepository git("merge");
  git.StartMerge(kWait);
  git.Finish(kResolved);
  EXPECT_EQ(git.Merged(other), locked(kResolved));
  EXPECT_THAT(Reuse(Learned(), other).proposals, IsEmpty());
}

class RerereStyle : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Styles, RerereStyle,
                         testing::Values("merge", "diff3"));

TEST_P(RerereStyle, WhatItRemembersIsProposedAndNoMore) {
  // Two conflicts; the second one's sides come in the other order in git's
  // file, and have a common line in the middle, which the merge style takes for
  // clean.
  const Sides two = {
      kWait.base + Function("\ta(1);\n\tb(1);\n\tc(1);\n", "g"),
      kWait.ours + Function("\tz(2);\n\tb(2);\n\tl1();\n\tl2();\n\tl3();\n"
                            "\tl4();\n\tz(3);\n",
                            "g"),
      kWait.theirs + Function("\ta(3);\n\tb(3);\n\tl1();\n\tl2();\n\tl3();\n"
                              "\tl4();\n\ta(4);\n",
                              "g")};
  const std::string resolved =
      kResolved + Function(
                      "\ta(5);\n\tl1();\n\tl2();\n\tl3();\n\tl4();\n"
                      "\ta(6);\n",
                      "g");
  RerereRepository git(GetParam());
  git.StartMerge(two);
  git.Finish(resolved);
  const RerereResolutions remembered = git.Remembered();
  EXPECT_THAT(remembered.left_out, IsEmpty());
  EXPECT_THAT(remembered.resolutions,
              SizeIs(GetParam() == std::string("merge") ? 3 : 2));
  for (const Resolution& resolution : remembered.resolutions) {
    EXPECT_EQ(WhatIsWrongWith(resolution), "");
    EXPECT_EQ(resolution.conflict.scope, ConflictScope::kSides);
    EXPECT_EQ(resolution.path, "");
  }

  const ReusedText reused = Reuse(remembered.resolutions, two);
  EXPECT_EQ(reused.open, 2) << "auto does not take what has no base";
  ASSERT_THAT(reused.proposals, SizeIs(2));
  for (const ProposedResolution& proposal : reused.proposals) {
    EXPECT_EQ(proposal.doubt, "its base is not known");
    EXPECT_THAT(resolved, HasSubstr(proposal.text));
  }
  EXPECT_EQ(reused.proposals[0].text, "\tpause(2);\n");
  EXPECT_EQ(reused.proposals[1].text,
            "\ta(5);\n\tl1();\n\tl2();\n\tl3();\n\tl4();\n\ta(6);\n");
}

TEST(RererePair, SaysWhatItCannotRead) {
  EXPECT_THAT(ReadRererePair("no conflict\n", "x\n", 0).left_out, SizeIs(1));
  const std::string nested =
      "<<<<<<<\n<<<<<<<\na\n=======\nb\n>>>>>>>\n=======\nc\n>>>>>>>\n";
  EXPECT_THAT(ReadRererePair(nested, "x\n", 0).left_out, SizeIs(1));
  EXPECT_THAT(ReadRererePair("<<<<<<<\na\n=======\n", "", 0).left_out,
              SizeIs(1));
  EXPECT_THAT(ReadRererePair("", "", 0).resolutions, IsEmpty());
  const auto edited = ReadRererePair("x\n<<<<<<<\na\n=======\nb\n>>>>>>>\ny\n",
                                     "z\nab\ny\n", 0);
  EXPECT_THAT(edited.resolutions, IsEmpty());
  EXPECT_EQ(edited.left_out.at(0),
            "conflict 1: the lines before it were edited");
}

}  // namespace
}  // namespace patchgraph
