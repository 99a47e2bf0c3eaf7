#include "engine/forecast/history_table.h"

#include <istream>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace patchgraph {
namespace {

constexpr size_t kFewestSteps = 2;
// "file", path and places come before the steps; "folder" and its name.
constexpr size_t kFileColumns = 3;
constexpr size_t kFolderColumns = 2;

using Columns = std::vector<std::string>;

// "1/2/3" as numbers; empty where it is anything else.
std::vector<int> NumbersOf(const std::string& text, size_t count) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(text, '/')) {
    int number = 0;
    if (!absl::SimpleAtoi(part, &number)) return {};
    numbers.push_back(number);
  }
  if (numbers.size() != count) numbers.clear();
  return numbers;
}

bool AddFolder(const Columns& columns, std::vector<FolderPace>* paces) {
  FolderPace pace;
  pace.folder = columns[1];
  for (size_t i = kFolderColumns; i < columns.size(); ++i) {
    const std::vector<int> numbers = NumbersOf(columns[i], 2);
    if (numbers.empty()) return false;
    pace.steps.push_back({numbers[0], numbers[1]});
  }
  paces->push_back(std::move(pace));
  return true;
}

bool AddFile(const Columns& columns, std::vector<FileHistory>* files) {
  FileHistory file;
  file.fork = columns[0] == "fork";
  file.path = file.original = columns[1];
  if (!absl::SimpleAtoi(columns[2], &file.places)) return false;
  for (size_t i = kFileColumns; i < columns.size(); ++i) {
    FileStepCount step;
    if (columns[i] != "-") {
      const std::vector<int> numbers = NumbersOf(columns[i], 3);
      if (numbers.empty()) return false;
      step.there = true;
      step.changed = numbers[0] > 0;
      step.conflicts = numbers[1];
      step.regions = numbers[2];
    }
    file.steps.push_back(step);
  }
  files->push_back(std::move(file));
  return true;
}

}  // namespace

absl::StatusOr<HistoryTable> ReadHistoryTable(std::istream& input) {
  HistoryTable table;
  std::vector<FolderPace> paces;
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    Columns columns = absl::StrSplit(line, '\t');
    bool good = true;
    if (columns[0] == "releases") {
      table.releases.assign(columns.begin() + 1, columns.end());
    } else if (columns.size() + 1 == table.releases.size() + kFolderColumns) {
      good = columns[0] == "folder" && AddFolder(columns, &paces);
    } else {
      good = columns.size() + 1 == table.releases.size() + kFileColumns &&
             AddFile(columns, &table.files);
    }
    if (!good || table.releases.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, " is none of a forecast's history"));
    }
  }
  if (table.releases.empty()) {
    return absl::InvalidArgumentError("it is empty, or cannot be read");
  }
  table.paces = std::make_unique<const PaceTable>(std::move(paces));
  return table;
}

std::vector<BacktestCase> CasesOf(const HistoryTable& table, size_t fewest) {
  std::vector<BacktestCase> cases;
  for (size_t step = kFewestSteps; step + 1 < table.releases.size(); ++step) {
    BacktestCase whole;
    whole.table = &table;
    whole.step = step;
    std::map<std::string, BacktestCase> parts;
    for (const FileHistory& file : table.files) {
      if (!file.steps[step].there) continue;
      BacktestCase& part = parts[PaceFolderOf(file.path)];
      (file.fork ? whole.forks : whole.files).push_back(&file);
      (file.fork ? part.forks : part.files).push_back(&file);
    }
    cases.push_back(std::move(whole));
    for (auto& [folder, part] : parts) {
      if (part.files.size() < fewest) part.files.clear();
      if (part.forks.size() < fewest) part.forks.clear();
      if (part.files.empty() && part.forks.empty()) continue;
      part.table = &table;
      part.part = folder.empty() ? "." : folder;
      part.step = step;
      cases.push_back(std::move(part));
    }
  }
  return cases;
}

}  // namespace patchgraph
