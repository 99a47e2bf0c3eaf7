#include "engine/kbuild/symbol_replacements.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/git/git_repository.h"
#include "engine/git/git_test_repository.h"
#include "engine/git/git_tree.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(ComparePlacesTest, LinesThatDifferInTheNameAlone) {
  const NamePlaces places = ComparePlaces(
      "a();\n\twith_each(node) {\n\t\tx();\n\twith_each(zone)\n",
      "a();\n\tfor_all(node) {\n\t\tx();\n\tfor_all(zone)\n", "with_each");
  EXPECT_EQ(places.places, 2);
  EXPECT_THAT(places.instead, ElementsAre(Pair("for_all", 2)));
  EXPECT_THAT(places.alone, ElementsAre(Pair("for_all", 2)));
}

TEST(ComparePlacesTest, OneMoreNameMayDiffer) {
  const NamePlaces places =
      ComparePlaces("\tdown(&door->sem);\n", "\tlock(&door->mutex);\n", "sem");
  EXPECT_THAT(places.instead, ElementsAre(Pair("mutex", 1)));
  EXPECT_THAT(places.alone, IsEmpty());
}

TEST(ComparePlacesTest, SpaceAndCommentsDoNotCount) {
  EXPECT_THAT(
      ComparePlaces("\tf( sem );\n", "\tf(mutex); /* sem */\n", "sem").instead,
      ElementsAre(Pair("mutex", 1)));
  EXPECT_EQ(ComparePlaces("/* sem */\n * sem\n", "/* mutex */\n", "sem").places,
            0);
}

TEST(ComparePlacesTest, OtherLinesShowNothing) {
  const NamePlaces places = ComparePlaces("\tset_count(page, 1);\n",
                                          "\tinit_count(page);\n"
                                          "\tother(page, 1, 2);\n",
                                          "set_count");
  EXPECT_EQ(places.places, 1);
  EXPECT_THAT(places.instead, IsEmpty());
}

// A stack's file that uses `old_knock`, `old_ring` and `old_bell` on a history
// that replaces them in its own ways.
class SymbolReplacementsTest : public ::testing::Test {
 protected:
  void Commit(const std::string& message) { repository_.Commit(message); }

  std::vector<std::string> Find() {
    const auto repository = GitRepository::Open(repository_.path());
    const auto base = OpenGitTree(**repository, "base");
    const auto target = OpenGitTree(**repository, "HEAD");
    StackCode code;
    code.path = "drivers/own/a.c";
    code.patched =
        "void f(void)\n{\n\told_knock(1);\n\told_ring();\n\told_bell();\n}\n";
    LostSymbolsQuestion question;
    question.stack = absl::MakeConstSpan(&code, 1);
    question.base = base->get();
    question.target = target->get();
    auto lost = FindLostSymbols(question);
    EXPECT_TRUE(lost.ok()) << lost.status();
    const absl::Status status = FindReplacements(
        **repository, (*base)->commit()->id, (*target)->commit()->id, &*lost);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> found;
    for (const LostSymbol& symbol : *lost) {
      std::string text = absl::StrCat(
          symbol.name, " by ",
          symbol.removed_by.has_value() ? symbol.removed_by->subject : "?");
      if (symbol.replacement.has_value()) {
        const SymbolReplacement& instead = *symbol.replacement;
        absl::StrAppend(&text, ": ", instead.name, " in ", instead.places,
                        " of ", instead.of, ", ", instead.commit.subject);
      }
      found.push_back(text);
    }
    return found;
  }

  TestRepository repository_;
};

TEST_F(SymbolReplacementsTest, TheCommitThatRemovesItShowsWhatCameInstead) {
  repository_.Write("include/linux/door.h",
                    "void old_knock(int times);\n"
                    "void old_ring(void);\n"
                    "void old_bell(void);\n");
  repository_.Write("kernel/door.c",
                    "void open(void)\n{\n\told_knock(2);\n}\n"
                    "void shut(void)\n{\n\told_knock(3);\n\told_bell();\n}\n");
  Commit("start");
  repository_.Git("tag base");

  // A rename, with all the users.
  repository_.Run("sed -i s/old_knock/knock/ include/linux/door.h kernel/*.c");
  Commit("door: old_knock is knock");
  // Something else, and nobody says what.
  repository_.Run("sed -i /old_ring/d include/linux/door.h");
  Commit("door: nobody rings");
  // The declaration goes first, its user is changed by the next in the series.
  repository_.Run("sed -i s/old_bell/chime/ include/linux/door.h");
  Commit("door: declare chime");
  repository_.Run("sed -i s/old_bell/chime/ kernel/door.c");
  Commit("door: use chime");

  EXPECT_THAT(
      Find(),
      ElementsAre("old_bell by door: declare chime: chime in 2 of 2, "
                  "door: declare chime",
                  "old_knock by door: old_knock is knock: knock in 3 of 3, "
                  "door: old_knock is knock",
                  "old_ring by door: nobody rings"));
}

TEST_F(SymbolReplacementsTest, TwoNamesForOneAreForAPersonToChooseFrom) {
  repository_.Write("include/linux/door.h", "void old_knock(int times);\n");
  repository_.Write("kernel/door.c",
                    "void open(void)\n{\n\told_knock(2);\n}\n"
                    "void shut(void)\n{\n\told_knock(3);\n}\n");
  Commit("start");
  repository_.Git("tag base");
  repository_.Write("include/linux/door.h",
                    "void knock_soft(int);\nvoid knock_hard(int);\n");
  repository_.Write("kernel/door.c",
                    "void open(void)\n{\n\tknock_soft(2);\n}\n"
                    "void shut(void)\n{\n\tknock_hard(3);\n}\n");
  Commit("door: soft and hard");
  EXPECT_THAT(Find(), ElementsAre("old_knock by door: soft and hard"));
}

TEST_F(SymbolReplacementsTest, AHeaderThatIsDeleted) {
  repository_.Write("include/linux/door.h", "void old_knock(int times);\n");
  repository_.Write("kernel/door.c", "int open;\n");
  Commit("start");
  repository_.Git("tag base");
  repository_.Run("rm include/linux/door.h");
  Commit("door: gone");
  EXPECT_THAT(Find(), ElementsAre("old_knock by door: gone"));
}

}  // namespace
}  // namespace patchgraph
