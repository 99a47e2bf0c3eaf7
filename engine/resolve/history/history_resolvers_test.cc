#include "engine/resolve/history/history_resolvers.h"

#include <string>

#include "engine/resolve/history/history_conflict.h"
#include "engine/resolve/history/likeness.h"
#include "engine/resolve/history/older_form.h"
#include "engine/resolve/history/same_commits.h"
#include "engine/resolve/history/superseded.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// A function with `body` in it.
std::string Pool(const std::string& body) {
  return "int pool_get(void)\n{\n" + body + "\treturn 0;\n}\n";
}

TEST(OlderFormTest, TheSideThatWentOnIsTaken) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: spin", Pool("\tspin_lock();\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq();\n")}},
      {{"pool: use spin locks", Pool("\tspin_lock();\n")}});
  EXPECT_EQ(conflict.First(OlderForm()), "\tspin_lock_irq();\n[exact]");
  EXPECT_EQ(conflict.AskedOf(OlderForm())[0].reason,
            "theirs is what ours was at \"pool: spin\"");
}

TEST(OlderFormTest, TheOtherWayAround) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"), {{"pool: use spin locks", Pool("\tspin_lock();\n")}},
      {{"pool: spin", Pool("\tspin_lock();\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq();\n")}});
  EXPECT_EQ(conflict.First(OlderForm()), "\tspin_lock_irq();\n[exact]");
}

TEST(OlderFormTest, BlanksMayDiffer) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: spin", Pool("\tspin_lock(a, b);\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq(a, b);\n")}},
      {{"pool: use spin locks", Pool("\tspin_lock(a,\n\t\t  b);\n")}});
  EXPECT_EQ(conflict.First(OlderForm()),
            "\tspin_lock_irq(a, b);\n[but for blanks]");
}

TEST(OlderFormTest, ACommitThatBothHaveIsNoWayToGoOn) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"), {{"pool: spin for once", Pool("\tspin_lock();\n")}},
      {{"pool: as it should be", Pool("\tspin_lock();\n")},
       {"[MM] pool: spin for once", Pool("\tspin_lock_irq();\n")}});
  EXPECT_EQ(conflict.First(OlderForm()), "\tspin_lock_irq();\n[disputed]");
}

// Near-misses.
TEST(OlderFormTest, ANearlyEqualTextIsNoOlderForm) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: spin", Pool("\tspin_lock();\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq();\n")}},
      {{"pool: use spin locks", Pool("\tspin_lock_bh();\n")}});
  EXPECT_EQ(conflict.First(OlderForm()), "");
}

TEST(OlderFormTest, ALineThatWentBackAndForthSaysNothing) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: spin", Pool("\tspin_lock();\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq();\n")}},
      {{"pool: interrupts", Pool("\tspin_lock_irq();\n")},
       {"pool: not so", Pool("\tspin_lock();\n")}});
  EXPECT_EQ(conflict.First(OlderForm()), "");
}

TEST(OlderFormTest, WhatIsOlderThanTheBaseIsNoForm) {
  HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: spin", Pool("\tspin_lock();\n")},
       {"pool: interrupts", Pool("\tspin_lock_irq();\n")}},
      {{"pool: use spin locks", Pool("\tspin_lock();\n")}});
  conflict.histories()->our_start =
      std::make_shared<const std::string>(Pool("\told_lock();\n"));
  EXPECT_EQ(conflict.First(OlderForm()), "");
  conflict.histories()->our_start = std::make_shared<const std::string>(
      "/* a pool */\n" + Pool("\tlock();\n"));
  EXPECT_EQ(conflict.First(OlderForm()), "\tspin_lock_irq();\n[exact]");
}

TEST(SameCommitsTest, TheSideWithAllCommitsIsTaken) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"[MM] pool: use spin locks", Pool("\tspin_lock(&pool->lock);\n")}},
      {{"[PATCH] pool: use spin locks.", Pool("\tspin_lock(&pool_lock);\n")},
       {"pool: keep interrupts out", Pool("\tspin_lock_irq(&pool_lock);\n")}});
  EXPECT_EQ(conflict.First(SameCommits()),
            "\tspin_lock_irq(&pool_lock);\n[all and more]");
}

TEST(SameCommitsTest, CommitsOfItsOwnMayHaveComeBefore) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: use spin locks", Pool("\tspin_lock(&pool->lock);\n")}},
      {{"pool: one lock for all", Pool("\tlock(&pool_lock);\n")},
       {"pool: use spin locks", Pool("\tspin_lock(&pool_lock);\n")}});
  EXPECT_EQ(conflict.First(SameCommits()),
            "\tspin_lock(&pool_lock);\n[all after more]");
}

TEST(SameCommitsTest, TwoFormsOfOneCommitAreBothProposed) {
  const HistoryConflict conflict(
      Pool("\tlock();\n"),
      {{"pool: use spin locks", Pool("\tspin_lock(&pool->lock);\n")}},
      {{"pool: use spin locks", Pool("\tspin_lock(&pool_lock);\n")}});
  const auto both = conflict.AskedOf(SameCommits());
  ASSERT_EQ(both.size(), 2);
  EXPECT_EQ(both[0].kind, "adapted, ours");
  EXPECT_EQ(both[1].text, "\tspin_lock(&pool_lock);\n");
}

TEST(SameCommitsTest, MustNotFire) {
  // Each side has a commit of its own.
  EXPECT_EQ(HistoryConflict(Pool("\tlock();\n"),
                            {{"pool: use spin locks", Pool("\tspin(a);\n")},
                             {"pool: mine", Pool("\tspin(b);\n")}},
                            {{"pool: use spin locks", Pool("\tspin(c);\n")},
                             {"pool: yours", Pool("\tspin(d);\n")}})
                .First(SameCommits()),
            "");
  // The namesake changed another piece of the file.
  EXPECT_EQ(HistoryConflict(
                Pool("\tlock();\n"),
                {{"pool: use spin locks", "/* x */\n" + Pool("\tlock();\n")},
                 {"pool: mine", "/* x */\n" + Pool("\tspin(b);\n")}},
                {{"pool: use spin locks", Pool("\tspin(c);\n")}})
                .First(SameCommits()),
            "");
  // Subjects that say nothing.
  for (const char* subject : {"Merge branch 'master'", "fix", "[PATCH]"}) {
    EXPECT_EQ(HistoryConflict(Pool("\tlock();\n"),
                              {{subject, Pool("\tspin(a);\n")},
                               {"pool: mine", Pool("\tspin(b);\n")}},
                              {{subject, Pool("\tspin(c);\n")}})
                  .First(SameCommits()),
              "")
        << subject;
  }
}

constexpr char kLoop[] =
    "\tfor (i = 0; i < pool->size; i++) {\n"
    "\t\tstruct page *page = pool->pages[i];\n"
    "\t\tif (page_count(page) == 0)\n"
    "\t\t\tfree_page(page);\n"
    "\t}\n";
constexpr char kLoopWithDetail[] =
    "\tfor (i = 0; i < pool->size; i++) {\n"
    "\t\tstruct page *page = pool->pages[i];\n"
    "\t\tif (page_unused(page))\n"
    "\t\t\tfree_page(page);\n"
    "\t}\n";

TEST(SupersededTest, ADetailOfWhatIsGoneIsGone) {
  const HistoryConflict conflict(
      Pool(kLoop), {{"pool: pages free themselves", Pool("")}},
      {{"pool: page_unused", Pool(kLoopWithDetail)}});
  EXPECT_EQ(conflict.First(Superseded()), "[deleted]");
}

TEST(SupersededTest, ARewriteWins) {
  const HistoryConflict conflict(
      Pool(kLoop), {{"pool: page_unused", Pool(kLoopWithDetail)}},
      {{"pool: lists",
        Pool("\tlist_for_each_free(entry)\n\t\trelease(entry);\n")}});
  EXPECT_EQ(conflict.First(Superseded()),
            "\tlist_for_each_free(entry)\n\t\trelease(entry);\n[rewritten]");
}

TEST(SupersededTest, MustNotFire) {
  // Lines at the border of what is gone can stand by themselves.
  EXPECT_EQ(
      HistoryConflict(Pool(kLoop), {{"gone", Pool("")}},
                      {{"trace", Pool(std::string("\ttrace();\n") + kLoop)}})
          .First(Superseded()),
      "");
  EXPECT_EQ(
      HistoryConflict(Pool(kLoop), {{"gone", Pool("")}},
                      {{"trace", Pool(std::string(kLoop) + "\ttrace();\n")}})
          .First(Superseded()),
      "");
  // More than a detail.
  EXPECT_EQ(
      HistoryConflict(
          Pool(kLoop), {{"gone", Pool("")}},
          {{"new", Pool("\twhile (!pool_empty(pool))\n\t\tpop(pool);\n")}})
          .First(Superseded()),
      "");
  // Neither took the lines away.
  EXPECT_EQ(HistoryConflict(Pool("\tlock(a);\n"), {{"b", Pool("\tlock(b);\n")}},
                            {{"c", Pool("\tlock(c);\n")}})
                .First(Superseded()),
            "");
}

TEST(LikenessTest, CountsTokensAndNoBlanks) {
  EXPECT_EQ(Likeness("", ""), 1);
  EXPECT_EQ(Likeness("a b", "a\n\tb"), 1);
  EXPECT_EQ(Likeness("a b", ""), 0);
  EXPECT_DOUBLE_EQ(Likeness("a b c", "a x c"), 2.0 / 3);
}

TEST(LikenessTest, SubjectsForComparison) {
  EXPECT_EQ(SubjectWords("[PATCH] [MM] Pool: use spin-locks."),
            "pool use spin locks");
  EXPECT_EQ(SubjectWords("[unclosed pool"), "unclosed pool");
  EXPECT_EQ(SubjectWords("Merge branch 'pools'"), "");
  EXPECT_EQ(SubjectWords("[PATCH] fix"), "");
}

// Without histories nothing that needs one has anything to say, nor with those
// of another file.
TEST(HistoryResolversTest, NoHistoryNoWord) {
  HistoryConflict conflict(Pool("\tlock();\n"),
                           {{"pool: spin", Pool("\tspin_lock();\n")},
                            {"pool: more", Pool("\tspin_lock_irq();\n")}},
                           {{"pool: spin", Pool("\tspin_lock();\n")}});
  int fired = 0;
  for (const auto& resolver : HistoryResolvers()) {
    fired += !conflict.AskedOf(*resolver).empty();
  }
  EXPECT_EQ(fired, 3);
  const FileHistories others =
      *HistoryConflict("a\n", {{"b", "b\n"}}, {{"c", "c\n"}}).histories();
  for (const FileHistories& histories : {FileHistories(), others}) {
    *conflict.histories() = histories;
    for (const auto& resolver : HistoryResolvers()) {
      EXPECT_TRUE(conflict.AskedOf(*resolver).empty()) << resolver->name();
    }
  }
}

}  // namespace
}  // namespace patchgraph
