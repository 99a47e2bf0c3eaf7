#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/maintainability/outline_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kNamesListed = 4;
constexpr size_t kCommitDigits = 12;

std::string OffWords(const NeutralStackReport& stack) {
  std::vector<std::string> names;
  for (const std::string& name : stack.off()) names.push_back(name);
  return absl::StrCat(stack.name(), " without ", Listed(names, kNamesListed));
}

void AddAnswer(const NeutralStackReport& stack,
               const NeutralAnswerReport& answer, OutlineTable* table) {
  if (!answer.features_on().empty()) {
    table->rows.push_back(
        {stack.name(), answer.flavour(), "ships it", "", "", "", "", ""});
    return;
  }
  table->rows.push_back(
      {stack.name(), answer.flavour().empty() ? "any" : answer.flavour(),
       answer.neutral() ? "the same" : "another one",
       absl::StrCat(answer.changed_files(), " of ", answer.files()),
       absl::StrCat(answer.unknown_files()),
       absl::StrCat(answer.reaching_hunks(), " of ", answer.hunks()),
       absl::StrCat(answer.new_files_that_count(), " of ", answer.new_files()),
       absl::StrCat(answer.breaks_size())});
}

void AddBreaks(const NeutralStackReport& stack, OutlineTable* table) {
  if (stack.answers().empty()) return;
  for (const NeutralBreakReport& found : stack.answers(0).breaks()) {
    std::vector<std::string> patches(found.patches().begin(),
                                     found.patches().end());
    table->rows.push_back(
        {absl::StrCat(found.path(), ":", found.line()), found.name(),
         found.declared_path().empty()
             ? std::string("nowhere")
             : absl::StrCat(found.declared_path(), ":", found.declared_line()),
         Listed(patches, 2)});
  }
}

void AddFiles(const NeutralStackReport& stack, OutlineTable* table) {
  if (stack.answers().empty()) return;
  std::vector<const NeutralFileReport*> files;
  for (const NeutralFileReport& file : stack.answers(0).by_file()) {
    if (file.answer() != "neutral") files.push_back(&file);
  }
  std::stable_sort(files.begin(), files.end(),
                   [](const NeutralFileReport* a, const NeutralFileReport* b) {
                     return a->reaching_size() > b->reaching_size();
                   });
  for (const NeutralFileReport* file : files) {
    table->rows.push_back(
        {file->path(), file->answer(),
         absl::StrCat(file->reaching_size(), " of ", file->hunks()),
         file->reason()});
  }
}

std::string PortWords(const ForkReport& fork) {
  if (!fork.has_port()) return "";
  const int regions = fork.port().conflict().regions_size();
  if (!fork.port().has_conflict()) return fork.port().verdict();
  return regions == 0 ? "conflict"
                      : absl::StrCat("conflict at ",
                                     Counted(regions, "place", "places"));
}

int SecurityCount(const ForkReport& fork) {
  int count = 0;
  for (const DriftCommitReport& commit : fork.commits()) {
    for (const std::string& flag : commit.flags()) {
      if (flag == "security") ++count;
    }
  }
  return count;
}

OutlineTable ForkTable(const DriftReport& drift) {
  std::vector<const ForkReport*> forks;
  for (const ForkReport& fork : drift.forks()) {
    if (fork.fate() != "same") forks.push_back(&fork);
  }
  std::stable_sort(forks.begin(), forks.end(),
                   [](const ForkReport* a, const ForkReport* b) {
                     return std::make_pair(SecurityCount(*a), a->hunks()) >
                            std::make_pair(SecurityCount(*b), b->hunks());
                   });
  OutlineTable table;
  table.title = "Forks that lack something";
  table.columns = {{"fork"},
                   {"hunks", true},
                   {"commits", true},
                   {"security", true},
                   {"upstream's change"}};
  for (const ForkReport* fork : forks) {
    table.rows.push_back({fork->path(), absl::StrCat(fork->hunks()),
                          absl::StrCat(fork->commits_size()),
                          absl::StrCat(SecurityCount(*fork)),
                          PortWords(*fork)});
  }
  return table;
}

OutlineTable LostTable(const NeutralReport& neutral) {
  OutlineTable table;
  table.title = "Names that the target no longer has";
  table.columns = {{"name"}, {"used in"}, {"now"}, {"since"}};
  for (const NeutralStackReport& stack : neutral.stacks()) {
    for (const LostSymbolReport& symbol : stack.lost()) {
      if (symbol.defined_by_stack()) continue;
      std::vector<std::string> uses;
      for (const SymbolUseReport& use : symbol.uses()) {
        uses.push_back(absl::StrCat(use.path(), ":", use.line()));
      }
      table.rows.push_back(
          {symbol.name(), Listed(uses, 1), symbol.replacement(),
           symbol.removed_by().empty()
               ? std::string()
               : absl::StrCat(symbol.removed_by().substr(0, kCommitDigits), " ",
                              symbol.removed_subject())});
    }
  }
  return table;
}

std::string DriftSentence(const DriftStackReport& stack) {
  std::string sentence =
      absl::StrCat(stack.drifted(), " of ",
                   Counted(stack.forks(), "copied file", "copied files"),
                   " of ", stack.name(), " lack ",
                   Counted(stack.hunks(), "hunk", "hunks"), " of upstream's");
  if (stack.history()) {
    absl::StrAppend(&sentence, ", ",
                    Counted(stack.commits(), "commit", "commits"), ", ",
                    stack.security(), " of them for security");
  }
  if (stack.has_port()) {
    absl::StrAppend(&sentence, "; ", stack.port().clean(), " take the change, ",
                    stack.port().in_conflict(), " do not (",
                    Counted(stack.port().regions(), "place", "places"), ")");
  }
  return absl::StrCat(sentence, ".");
}

}  // namespace

OutlineSection NeutralSection(const NeutralReport& neutral) {
  OutlineSection section;
  section.part = "neutral";
  section.title = "The kernel without the feature";
  OutlineTable answers;
  answers.title = "By flavour";
  answers.columns = {{"stack"},           {"flavour"},       {"kernel is"},
                     {"files", true},     {"unknown", true}, {"hunks", true},
                     {"new files", true}, {"breaks", true}};
  OutlineTable breaks;
  breaks.title = "Does not build";
  breaks.columns = {{"place"}, {"uses"}, {"declared in"}, {"patch"}};
  OutlineTable files;
  files.title = "Files that differ";
  files.is_detail = true;
  files.columns = {{"file"}, {"answer"}, {"hunks", true}, {"why"}};
  for (const NeutralStackReport& stack : neutral.stacks()) {
    std::string sentence = absl::StrCat(
        OffWords(stack), stack.neutral() ? ": nothing is known to differ."
                                         : ": another kernel than before.");
    for (const FeatureSwitchReport& found : stack.switches()) {
      if (found.can_be_off()) continue;
      absl::StrAppend(&sentence, " ", found.symbol(), " cannot be off on ",
                      found.architecture(), " (", found.detail(), ").");
    }
    section.sentences.push_back(sentence);
    for (const NeutralAnswerReport& answer : stack.answers()) {
      AddAnswer(stack, answer, &answers);
    }
    AddBreaks(stack, &breaks);
    AddFiles(stack, &files);
  }
  for (OutlineTable* table : {&answers, &breaks, &files}) {
    if (!table->rows.empty()) section.tables.push_back(std::move(*table));
  }
  return section;
}

OutlineSection HiddenSection(const MaintainabilityReport& report) {
  OutlineSection section;
  section.part = "hidden";
  section.title = "The hidden half";
  int shared = 0;
  for (const ForkReport& fork : report.drift().forks()) {
    shared += fork.shared_lines();
  }
  for (const DriftStackReport& stack : report.drift().stacks()) {
    if (stack.forks() > 0) section.sentences.push_back(DriftSentence(stack));
  }
  if (shared > 0) {
    section.sentences.push_back(absl::StrCat(
        Thousands(shared), " lines of the copies are the originals' still."));
  }
  OutlineTable forks = ForkTable(report.drift());
  OutlineTable lost = LostTable(report.neutral());
  if (!lost.rows.empty()) {
    section.sentences.push_back(
        absl::StrCat(Counted(static_cast<int>(lost.rows.size()),
                             "name that it uses is", "names that it uses are"),
                     " gone from the target."));
  }
  for (OutlineTable* table : {&forks, &lost}) {
    if (!table->rows.empty()) section.tables.push_back(std::move(*table));
  }
  return section;
}

}  // namespace patchgraph
