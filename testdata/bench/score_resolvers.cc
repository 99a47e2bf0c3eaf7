// Holds the resolvers against what people did, and measures what they are
// worth:
//   score_resolvers --git-dir DIR [--git-dir DIR2] [--rows FILE] [--data FILE]
//                   [--tables FILE] CASES.jsonl...
// merge_cases.h says what is in CASES. A case that names its two commits is
// looked at twice: with the histories of its sides, and as a file alone. --rows
// lists the cases; --data writes what is measured as the source file that
// builds it in; --tables puts it into a document, between the lines
// "<!-- measured -->" and "<!-- end -->".

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "testdata/bench/calibration.h"
#include "testdata/bench/measured_source.h"
#include "testdata/bench/merge_cases.h"
#include "testdata/bench/score_tables.h"
#include "testdata/bench/studied_case.h"

namespace patchgraph {
namespace {

struct Arguments {
  std::vector<std::string> git_dirs;
  std::vector<std::string> cases;
  std::string rows;
  std::string data;
  std::string tables;
};

struct Studies {
  std::vector<StudiedCase> with_histories;
  std::vector<StudiedCase> without;
};

bool StudyAll(const Arguments& arguments, Studies* studies) {
  Repositories repositories;
  for (const std::string& folder : arguments.git_dirs) {
    auto repository = GitRepository::Open(folder);
    if (!repository.ok()) {
      std::cerr << repository.status().message() << "\n";
      return false;
    }
    repositories.push_back(*std::move(repository));
  }
  int missing = 0;
  for (const std::string& file : arguments.cases) {
    auto given = ReadMergeCases(file, repositories, &missing);
    if (!given.ok()) {
      std::cerr << given.status().message() << "\n";
      return false;
    }
    for (MergeCase& one : *given) {
      if (!one.ours_commit.empty()) {
        studies->with_histories.push_back(Study(one, repositories));
      }
      studies->without.push_back(Study(std::move(one), {}));
    }
  }
  if (missing > 0) {
    std::cout << missing << " cases are left out: the repositories lack them\n";
  }
  return true;
}

// The document with other text between the two lines.
std::string WithTables(const std::string& document, const std::string& tables) {
  constexpr absl::string_view kBegin = "<!-- measured -->\n";
  const std::size_t begin = document.find(std::string(kBegin));
  const std::size_t end = document.find("<!-- end -->", begin);
  if (end == std::string::npos) return document;
  return absl::StrCat(document.substr(0, begin), kBegin, tables,
                      document.substr(end));
}

std::string ReadAll(const std::string& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

int Main(const Arguments& arguments) {
  Studies studies;
  if (!StudyAll(arguments, &studies)) return 2;
  const Calibration with = Calibrate(studies.with_histories);
  const Calibration without = Calibrate(studies.without);
  const std::string tables = absl::StrCat(
      "## With the histories of both sides\n\n",
      AllTables(studies.with_histories, with), "\n## Three texts alone\n\n",
      AllTables(studies.without, without));
  std::cout << "# As built in\n\n"
            << BuiltInScores(studies.with_histories, true) << "\n"
            << BuiltInScores(studies.without, false) << "\n"
            << TimesOf(studies.with_histories) << TimesOf(studies.without)
            << "\n# As measured now\n\n"
            << tables;
  if (!arguments.rows.empty()) {
    std::ofstream(arguments.rows) << CaseRows(studies.with_histories, with)
                                  << CaseRows(studies.without, without);
  }
  if (!arguments.data.empty()) {
    std::ofstream(arguments.data)
        << MeasuredSource(with.measured, without.measured);
  }
  if (!arguments.tables.empty()) {
    const std::string document = ReadAll(arguments.tables);
    std::ofstream(arguments.tables) << WithTables(document, tables);
  }
  return 0;
}

// False where the words are no arguments.
bool Parse(const std::vector<std::string>& words, Arguments* arguments) {
  const std::map<std::string, std::string*> files = {
      {"--rows", &arguments->rows},
      {"--data", &arguments->data},
      {"--tables", &arguments->tables}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!absl::StartsWith(words[i], "--")) {
      arguments->cases.push_back(words[i]);
      continue;
    }
    const auto file = files.find(words[i]);
    const bool is_folder = words[i] == "--git-dir";
    if ((file == files.end() && !is_folder) || ++i == words.size()) {
      return false;
    }
    if (is_folder) {
      arguments->git_dirs.push_back(words[i]);
    } else {
      *file->second = words[i];
    }
  }
  return !arguments->git_dirs.empty() && !arguments->cases.empty();
}

}  // namespace
}  // namespace patchgraph

int main(int argc, char** argv) {
  patchgraph::Arguments arguments;
  if (!patchgraph::Parse({argv + 1, argv + argc}, &arguments)) {
    std::cerr
        << "usage: score_resolvers --git-dir DIR [--git-dir DIR2] [--rows "
           "FILE] [--data FILE] [--tables FILE] "
           "CASES.jsonl...\n";
    return 2;
  }
  return patchgraph::Main(arguments);
}
