#include "engine/forecast/history_table.h"

#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using ::testing::HasSubstr;

const char kTable[] =
    "releases\tv1\tv2\tv3\tv4\n"
    "folder\tkernel\t9/3\t9/4\t9/5\n"
    "file\tkernel/fork.c\t2\t1/1/3\t0/0/0\t1/0/0\n"
    "fork\tkernel/exit.c\t1\t-\t-\t1/1/7\n";

absl::StatusOr<HistoryTable> Read(const std::string& text) {
  std::istringstream input(text);
  return ReadHistoryTable(input);
}

TEST(HistoryTable, IsReadBack) {
  const auto table = Read(kTable);
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_EQ(table->releases.size(), 4u);
  ASSERT_EQ(table->files.size(), 2u);
  EXPECT_EQ(table->files[0].places, 2);
  EXPECT_TRUE(table->files[0].steps[0].changed);
  EXPECT_EQ(table->files[0].steps[0].conflicts, 1);
  EXPECT_EQ(table->files[0].steps[0].regions, 3);
  EXPECT_FALSE(table->files[0].steps[1].changed);
  EXPECT_TRUE(table->files[1].fork);
  EXPECT_FALSE(table->files[1].steps[1].there);
}

// From v3 to v4, after two steps to learn from; the folder is too small to be
// a case of its own.
TEST(HistoryTable, HasCases) {
  const auto table = Read(kTable);
  ASSERT_TRUE(table.ok()) << table.status();
  const auto whole = CasesOf(*table, 2);
  ASSERT_EQ(whole.size(), 1u);
  EXPECT_EQ(whole[0].step, 2u);
  EXPECT_EQ(whole[0].files.size(), 1u);
  EXPECT_EQ(whole[0].forks.size(), 1u);
  const auto parts = CasesOf(*table, 1);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[1].part, "kernel");
}

TEST(HistoryTable, WhatIsNoneIsRefused) {
  for (const char* text :
       {"file\ta.c\t2\n", "releases\tv1\tv2\nfile\ta.c\tx\t1/1/1\n",
        "releases\tv1\tv2\nfile\ta.c\t2\t1/1\n",
        "releases\tv1\tv2\nfile\ta.c\t2\n"}) {
    const auto table = Read(text);
    EXPECT_TRUE(absl::IsInvalidArgument(table.status())) << text;
    EXPECT_THAT(std::string(table.status().message()), HasSubstr("line "));
  }
  EXPECT_TRUE(absl::IsInvalidArgument(Read("").status()))
      << "a file that is not there";
}

}  // namespace
}  // namespace patchgraph
