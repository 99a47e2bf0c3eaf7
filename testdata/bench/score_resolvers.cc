// Holds the resolvers against what people did, and measures what they are
// worth:
//   score_resolvers --git-dir DIR [--git-dir DIR2] [--rows FILE]
//                   [--without-histories] [--data FILE --tables FILE]
//                   CASES.jsonl...
// merge_cases.h says what is in CASES. --data writes what is measured as the
// source file that builds it in; --tables puts it into a document, between the
// lines "<!-- measured -->" and "<!-- end -->".

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/git/git_repository.h"
#include "engine/resolve/measured.h"
#include "testdata/bench/calibration.h"
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
  bool with_histories = true;
};

bool ReadCases(const Arguments& arguments, std::vector<StudiedCase>* cases) {
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
      cases->push_back(
          Study(std::move(one), repositories, arguments.with_histories));
    }
  }
  if (missing > 0) {
    std::cout << missing << " cases are left out: the repositories lack them\n";
  }
  return true;
}

std::string Sizes(absl::Span<const StudiedCase> cases) {
  int conflicts = 0;
  int known = 0;
  int possible = 0;
  for (const StudiedCase& studied : cases) {
    for (std::size_t i = 0; i < studied.regions.size(); ++i) {
      ++conflicts;
      known += studied.truth[i].has_value();
      possible += studied.right[i] >= 0;
    }
  }
  return absl::StrFormat(
      "%d files with %d conflicts. What became of it is known of %d; %d times "
      "it is among the candidates.\n",
      cases.size(), conflicts, known, possible);
}

std::string Tables(absl::Span<const StudiedCase> cases,
                   const Calibration& calibration) {
  return absl::StrCat(Sizes(cases), "\n### Files\n",
                      UnseenScores(cases, calibration),
                      "\n### What a confidence is worth\n",
                      CalibrationTable(cases, calibration),
                      absl::StrFormat("\nFrom %.3f on a proposal is applied.\n",
                                      calibration.measured.apply_from),
                      "\n### Resolvers\n", ResolverTable(calibration.measured));
}

std::string DataSource(const Measured& measured) {
  std::string out =
      "// Written by `./run calibrate`: do not edit.\n"
      "// clang-format off\n"
      "#include \"engine/resolve/measured.h\"\n\n"
      "namespace patchgraph {\n\n"
      "const Measured& BuiltInMeasured() {\n"
      "  static const auto& measured = *new Measured{\n"
      "      // files, right; conflicts, right\n"
      "      {\n";
  for (const auto& [name, count] : measured.counts) {
    absl::StrAppendFormat(&out, "          {\"%s\", {%.0f, %.2f, %d, %d}},\n",
                          name, count.files, count.files_right, count.conflicts,
                          count.conflicts_right);
  }
  absl::StrAppend(&out, "      },\n      {\n");
  for (const auto& [name, weight] : measured.weights) {
    absl::StrAppendFormat(&out, "          {\"%s\", %.3f},\n", name, weight);
  }
  absl::StrAppendFormat(&out,
                        "      },\n      %.3f};\n  return measured;\n}\n\n"
                        "}  // namespace patchgraph\n",
                        measured.apply_from);
  return out;
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
  std::vector<StudiedCase> cases;
  if (!ReadCases(arguments, &cases)) return 2;
  const Calibration calibration = Calibrate(cases);
  const std::string tables = Tables(cases, calibration);
  std::cout << "### Files, as built in\n"
            << BuiltInScores(cases) << "\n"
            << tables << "\n"
            << TimesOf(cases);
  if (!arguments.rows.empty()) {
    std::ofstream(arguments.rows) << CaseRows(cases, calibration);
  }
  if (!arguments.data.empty()) {
    std::ofstream(arguments.data) << DataSource(calibration.measured);
  }
  if (!arguments.tables.empty()) {
    const std::string document = ReadAll(arguments.tables);
    std::ofstream(arguments.tables) << WithTables(document, tables);
  }
  return 0;
}

// False where the words are no arguments.
bool Parse(const std::vector<std::string>& words, Arguments* arguments) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!absl::StartsWith(word, "--")) {
      arguments->cases.push_back(word);
    } else if (word == "--without-histories") {
      arguments->with_histories = false;
    } else if (++i == words.size()) {
      return false;
    } else if (word == "--git-dir") {
      arguments->git_dirs.push_back(words[i]);
    } else if (word == "--rows") {
      arguments->rows = words[i];
    } else if (word == "--data") {
      arguments->data = words[i];
    } else if (word == "--tables") {
      arguments->tables = words[i];
    } else {
      return false;
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
           "FILE] [--without-histories] [--data FILE] [--tables FILE] "
           "CASES.jsonl...\n";
    return 2;
  }
  return patchgraph::Main(arguments);
}
