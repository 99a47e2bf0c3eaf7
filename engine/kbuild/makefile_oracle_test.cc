// What is read out of makefiles, against what GNU make makes of them.

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/kbuild/makefile_generator.h"
#include "engine/kbuild/makefile_reader.h"
#include "engine/text/text_generator.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using Assignment = std::map<std::string, std::string>;

// A folder that goes away with its files.
class MakeFolder {
 public:
  MakeFolder() {
    std::string pattern = ::testing::TempDir() + "/makefile_XXXXXX";
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~MakeFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ + "/" + name) << text;
  }
  std::string Run(const std::string& command) const {
    std::FILE* pipe =
        popen(("cd '" + path_ + "' && " + command + " 2>&1").c_str(), "r");
    std::string output;
    char buffer[4096];
    while (const std::size_t size = fread(buffer, 1, sizeof buffer, pipe)) {
      output.append(buffer, size);
    }
    pclose(pipe);
    return output;
  }

 private:
  std::string path_;
};

std::vector<Assignment> AllAssignments(const std::vector<std::string>& names) {
  std::vector<Assignment> all = {{}};
  for (const std::string& name : names) {
    std::vector<Assignment> next;
    for (const Assignment& known : all) {
      for (const char* value : {"", "y", "m"}) {
        next.push_back(known);
        next.back()[name] = value;
      }
    }
    all = std::move(next);
  }
  return all;
}

std::string Wrapper(const Assignment& assignment) {
  std::string text;
  for (const auto& [name, value] : assignment) {
    if (!value.empty()) {
      absl::StrAppend(&text, "CONFIG_", name, " := ", value, "\n");
    }
  }
  text += "include makefile\n";
  for (const std::string& name : MakefileGenerator::Variables()) {
    absl::StrAppend(&text, "$(info ", name, " $(strip $(", name, ")))\n");
  }
  return text + "all: ;\n";
}

bool AnswerOf(const std::string& question, const Assignment& assignment) {
  const std::vector<std::string> parts = absl::StrSplit(question, " is ");
  const auto symbol = assignment.find(parts[0]);
  if (symbol == assignment.end() || parts.size() != 2) {
    ADD_FAILURE() << "nobody can answer: " << question;
    return false;
  }
  if (parts[1] == "m") return symbol->second == "m";
  return !symbol->second.empty();
}

using Residue = std::map<std::string, MakeText>;

std::string Render(const Residue& residue, const MakeGuards& guards,
                   const Assignment& assignment) {
  std::string text;
  for (const std::string& name : MakefileGenerator::Variables()) {
    std::vector<std::string> words;
    for (const MakePart& word : residue.at(name)) {
      const bool holds =
          guards.Holds(word.guard, [&](const std::string& question) {
            return AnswerOf(question, assignment);
          });
      if (holds) words.push_back(word.text);
    }
    absl::StrAppend(&text, name, " ", absl::StrJoin(words, " "), "\n");
  }
  return text;
}

TEST(MakefileOracleTest, ReadsMakefilesAsMakeDoes) {
  const MakeFolder folder;
  if (!absl::StrContains(folder.Run("make --version"), "GNU Make")) {
    GTEST_SKIP() << "there is no GNU make here to compare with";
  }
  constexpr int kMakefiles = 60;
  const std::vector<std::string> open = {"A", "B", "C"};
  SymbolSettings settings;
  settings.Set("PONY", SymbolValue::kOff);
  settings.Set("BARN", SymbolValue::kBuiltIn);
  MakefileGenerator generator(TestSeed(20060707),
                              {"A", "B", "C", "PONY", "BARN"});
  int given_up = 0;
  for (int i = 0; i < kMakefiles; ++i) {
    const std::string text = generator.Makefile();
    folder.Write("makefile", text);
    // One run of make for each setting of the open symbols, in one shell.
    const std::vector<Assignment> assignments = AllAssignments(open);
    for (std::size_t j = 0; j < assignments.size(); ++j) {
      folder.Write(absl::StrCat("wrapper", j),
                   "CONFIG_BARN := y\n" + Wrapper(assignments[j]));
    }
    const std::vector<std::string> outputs = absl::StrSplit(
        folder.Run(absl::StrCat("for n in $(seq 0 ", assignments.size() - 1,
                                "); do make -s -r -f wrapper$n; echo @; done")),
        "@\n");
    ASSERT_EQ(outputs.size(), assignments.size() + 1) << text;
    MakeGuards guards;
    const MakefileOptions options;
    Makefile makefile("makefile", text, settings, options, &guards);
    EXPECT_TRUE(makefile.warnings().empty()) << text;
    Residue residue;
    for (const std::string& name : MakefileGenerator::Variables()) {
      residue[name] = makefile.Words(name);
    }
    if (makefile.exhausted() || guards.exhausted()) {
      ++given_up;
      continue;
    }
    for (std::size_t j = 0; j < assignments.size(); ++j) {
      std::string expected;
      for (const auto line : absl::StrSplit(outputs[j], '\n')) {
        if (!line.empty()) absl::StrAppend(&expected, line, "\n");
      }
      ASSERT_EQ(Render(residue, guards, assignments[j]), expected)
          << "A=" << assignments[j].at("A") << " B=" << assignments[j].at("B")
          << " C=" << assignments[j].at("C") << "\n"
          << text;
    }
  }
  EXPECT_LE(given_up, kMakefiles / 20);
}

}  // namespace
}  // namespace patchgraph
