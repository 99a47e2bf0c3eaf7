// The lists of the merge: its conflicts, and all patches.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// A longer list is folded, and opened by a filter or a hand.
constexpr int kMostUnfolded = 40;

const ConflictCausesReport* CausesOf(const CausesReport& causes, int number) {
  for (const ConflictCausesReport& explained : causes.explained()) {
    if (explained.number() == number) return &explained;
  }
  return nullptr;
}

std::string RegionList(const google::protobuf::RepeatedField<int>& regions) {
  std::vector<std::string> numbers;
  for (const int region : regions) numbers.push_back(absl::StrCat(region));
  if (numbers.empty()) return "";
  return absl::StrCat(numbers.size() == 1 ? "region " : "regions ",
                      Listed(numbers, 6));
}

PageData CauseRow(const CauseReport& cause) {
  PageData row = PageObject(
      {{"id", ShortCommit(cause.commit().id())},
       {"subject", cause.commit().subject()},
       {"author", cause.commit().author()},
       {"date", cause.commit().date()},
       {"role", cause.role()},
       {"side", cause.side() == "base" ? "the base has it, the target not"
                                       : std::string()},
       {"solves", RegionList(cause.solves())}});
  std::vector<std::string> together;
  for (const std::string& id : cause.together()) {
    together.push_back(ShortCommit(id));
  }
  row["together"] = PageText(Listed(together, 6));
  return row;
}

PageData Conflict(const ConflictReport& conflict, int number,
                  PageContext* context) {
  const MaintainabilityReport& report = context->report();
  const bool on_base = conflict.where() == "base";
  PageData row = PageObject(
      {{"number", absl::StrCat(number)},
       {"path", conflict.path()},
       {"kind", conflict.kind()},
       {"detail", conflict.detail()},
       {"stack", conflict.stack()},
       {"patch", conflict.patch()},
       {"anchor", context->PatchAnchor(conflict.stack(), conflict.patch())},
       {"subsystem", conflict.subsystem()},
       {"message", conflict.message()},
       {"verdict", conflict.kind() == "masked" ? "masked" : "conflict"},
       {"regions", conflict.regions_size() == 0
                       ? ""
                       : Counted(conflict.regions_size(), "region", "regions")},
       {"on_base", on_base ? "on its own base" : ""}});
  PageRows causes;
  const ConflictCausesReport* explained = CausesOf(report.causes(), number);
  if (explained != nullptr) {
    for (const CauseReport& cause : explained->causes()) {
      causes.push_back(CauseRow(cause));
    }
  }
  row["has_causes"] = PageData(!causes.empty());
  row["causes"] = PageData(causes);
  std::vector<const ProposalReport*> proposals;
  for (const ProposalReport& proposal : report.proposals()) {
    if (proposal.conflict() == number) proposals.push_back(&proposal);
  }
  const std::string base = context->BaseOf(conflict.stack());
  const SideTitles titles = {
      absl::StrCat("Base: ", ShortTreeName(base)),
      absl::StrCat("Ours: ",
                   ShortTreeName(on_base ? base : report.check().onto())),
      absl::StrCat("Theirs: ", conflict.patch().empty() ? conflict.stack()
                                                        : conflict.patch())};
  row["sides"] =
      PageHtml(ConflictHtml(conflict, titles, proposals, context->excerpts()));
  return row;
}

// A word on what became of a patch, beside its verdict.
std::string NoteOn(const PatchReport& patch) {
  int files = 0;
  int regions = 0;
  for (const FileReport& file : patch.files()) {
    if (file.verdict() == "conflict") ++files;
    for (const HunkReport& hunk : file.hunks()) {
      if (hunk.verdict() == "conflict") ++regions;
    }
  }
  if (files == 0) {
    return patch.base_verdict() == "conflict" ? "does not fit its base" : "";
  }
  const std::string note = Counted(files, "file", "files");
  return regions == 0
             ? note
             : absl::StrCat(note, ", ", Counted(regions, "hunk", "hunks"));
}

}  // namespace

PageData ConflictRows(PageContext* context) {
  PageRows rows;
  int number = 0;
  for (const ConflictReport& conflict : context->report().check().conflicts()) {
    rows.push_back(Conflict(conflict, ++number, context));
  }
  if (rows.empty()) return PageData(false);
  PageData data("rows", PageData(rows));
  data["count"] = PageText(GroupedNumber(number));
  return data;
}

PageData PatchRows(PageContext* context) {
  PageRows rows;
  int stack_number = 0;
  for (const StackReport& stack : context->report().check().stacks()) {
    ++stack_number;
    int number = 0;
    for (const PatchReport& patch : stack.patches()) {
      ++number;
      std::set<std::string> subsystems;
      int hunks = 0;
      for (const FileReport& file : patch.files()) {
        subsystems.insert(file.subsystem());
        hunks += file.hunks_size();
      }
      subsystems.erase("");
      const std::vector<std::string> named(subsystems.begin(),
                                           subsystems.end());
      rows.push_back(PageObject(
          {{"anchor", absl::StrCat("patch-", stack_number, "-", number)},
           {"number", absl::StrCat(number)},
           {"stack", stack.name()},
           {"name", patch.name()},
           {"subject", patch.subject()},
           {"verdict", patch.verdict().empty() ? "empty" : patch.verdict()},
           {"note", NoteOn(patch)},
           {"files", GroupedNumber(patch.files_size())},
           {"hunks", GroupedNumber(hunks)},
           {"subsystems", JoinedNames(subsystems)},
           {"where", Listed(named, 3)}}));
    }
  }
  PageData data;
  data["open"] = PageData(static_cast<int>(rows.size()) <= kMostUnfolded);
  data["count"] = PageText(GroupedNumber(static_cast<int>(rows.size())));
  data["several"] = PageData(stack_number > 1);
  data["rows"] = PageData(rows);
  return data;
}

}  // namespace patchgraph
