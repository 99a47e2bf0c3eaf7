// Runs every scenario and compares what it prints with what is expected. With
// PATCHGRAPH_UPDATE set, the expected files are written anew (see update.sh).

#include "testdata/scenario.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "testdata/scenario_files.h"

namespace patchgraph {
namespace {

bool Updating() { return std::getenv("PATCHGRAPH_UPDATE") != nullptr; }

void ExpectFile(const std::string& path, const std::string& actual) {
  if (Updating()) {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(ReadFileOrEmpty(path), actual)
      << path << ": if this is how it should be, run testdata/update.sh";
}

// "expected.json" is that of the first command, "expected.2.json" that of the
// second.
size_t CommandOf(const std::string& json_name) {
  const std::vector<std::string> parts = absl::StrSplit(json_name, '.');
  int number = 1;
  return parts.size() == 3 && absl::SimpleAtoi(parts[1], &number) ? number - 1
                                                                  : 0;
}

class ScenarioTest : public testing::TestWithParam<std::string> {};

TEST_P(ScenarioTest, PrintsWhatIsExpected) {
  const std::string folder = ScenarioRoot() + "/" + GetParam();
  const ScenarioCopy copy(folder);
  ASSERT_EQ(copy.failure(), "");
  ASSERT_FALSE(copy.commands().empty());
  if (copy.stays_privileged()) {
    GTEST_SKIP() << "there is no other user here, and root may read everything";
  }
  const std::string before = copy.Listing();
  std::vector<ProgramRun> runs;
  for (const std::string& command : copy.commands()) {
    runs.push_back(copy.Run(command, ""));
    // Bad input gets its message and nothing else.
    if (runs.back().status == 2) {
      EXPECT_EQ(runs.back().standard_output, "");
      EXPECT_NE(runs.back().standard_error, "");
    }
  }
  ExpectFile(folder + "/expected.txt", Transcript(runs));
  for (const std::string& name : ExpectedJsonFiles(folder)) {
    const size_t index = CommandOf(name);
    ASSERT_LT(index, runs.size()) << name << " has no command";
    const ProgramRun json = copy.Run(runs[index].command, "--json");
    EXPECT_EQ(json.status, runs[index].status);
    EXPECT_EQ(json.standard_error, runs[index].standard_error);
    ExpectFile(absl::StrCat(folder, "/", name), json.standard_output);
  }
  EXPECT_EQ(copy.Listing(), before) << "something was written";
}

std::string TestName(const testing::TestParamInfo<std::string>& info) {
  std::string name;
  bool starts_word = true;
  for (const char c : info.param) {
    if (c == '-') {
      starts_word = true;
      continue;
    }
    name += starts_word ? absl::ascii_toupper(c) : c;
    starts_word = false;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ScenarioTest,
                         testing::ValuesIn(ScenarioNames(ScenarioRoot())),
                         TestName);

TEST(Transcript, ShowsBothStreamsAndTheStatus) {
  ProgramRun good;
  good.command = "check patches@base";
  good.standard_output = "all is well\n";
  ProgramRun bad;
  bad.command = "check nothing";
  bad.standard_error = "patchgraph: nothing: not there\n";
  bad.status = 2;
  EXPECT_EQ(Transcript({good, bad}),
            "$ patchgraph check patches@base\n"
            "all is well\n"
            "[exit 0]\n"
            "$ patchgraph check nothing\n"
            "! patchgraph: nothing: not there\n"
            "[exit 2]\n");
}

}  // namespace
}  // namespace patchgraph
