#include "engine/report/merge_file/merge_file_report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

// More would not be read.
constexpr int kMostShown = 3;

std::string Words(const MergeFileProposal& proposal) {
  return absl::StrFormat("%s (%.2f): %s", Visible(proposal.resolver()),
                         proposal.confidence(), Visible(proposal.reason()));
}

// What a person may take instead, or for the conflict that is left.
void AddChoices(const MergeFileRegion& region, int first,
                const std::string& place, absl::string_view lead,
                std::string* out) {
  for (int i = first; i < region.proposals_size() && i < kMostShown; ++i) {
    absl::StrAppend(out, place, i == first ? lead : "  or by ",
                    Words(region.proposals(i)), "\n");
  }
}

void AddRegion(const MergeFileRegion& region, const std::string& place,
               std::string* out) {
  if (region.state() != "applied") {
    if (region.proposals().empty()) {
      absl::StrAppend(out, place, "left; nothing is proposed\n");
    }
    AddChoices(region, 0, place, "left; could be, by ", out);
    return;
  }
  const bool sure = region.proposals(0).tier() == TierName(Tier::kApply);
  absl::StrAppend(out, place,
                  sure ? "resolved by " : "a proposal is taken, by ",
                  Words(region.proposals(0)), "\n");
  if (!sure) AddChoices(region, 1, place, "  could be as well, by ", out);
}

void AddCommits(const std::vector<FileVersion>& versions,
                google::protobuf::RepeatedPtrField<MergeFileCommit>* commits) {
  for (const FileVersion& version : versions) {
    MergeFileCommit* commit = commits->Add();
    commit->set_commit(version.commit.Hex());
    commit->set_subject(ValidUtf8(version.subject));
  }
}

}  // namespace

absl::string_view TierName(Tier tier) {
  switch (tier) {
    case Tier::kApply:
      return "apply";
    case Tier::kPropose:
      return "propose";
    case Tier::kNever:
      return "never";
  }
  return "never";
}

void AddRegions(absl::Span<const ResolvedRegion> regions,
                MergeFileReport* report) {
  for (const ResolvedRegion& region : regions) {
    MergeFileRegion* added = report->add_regions();
    added->set_line(region.line);
    added->set_state(region.applied ? "applied" : "open");
    for (const Proposal& proposal : region.proposals) {
      MergeFileProposal* choice = added->add_proposals();
      choice->set_resolver(proposal.resolver);
      choice->set_reason(ValidUtf8(proposal.reason));
      choice->set_confidence(proposal.confidence);
      choice->set_tier(std::string(TierName(proposal.tier)));
      choice->set_text(ValidUtf8(proposal.text));
    }
  }
}

void AddHistories(const FileHistories& histories, MergeFileReport* report) {
  AddCommits(histories.ours, report->mutable_ours());
  AddCommits(histories.theirs, report->mutable_theirs());
}

std::string ResolvedLine(absl::string_view path, const ResolvedRegion& region) {
  MergeFileReport report;
  AddRegions({region}, &report);
  std::string line;
  AddRegion(report.regions(0),
            absl::StrCat(Visible(path), ":", region.line, ": "), &line);
  return line.substr(0, line.find('\n'));
}

std::string RenderRegions(const MergeFileReport& report,
                          absl::string_view name) {
  std::string out;
  const std::string file = Visible(name);
  int applied = 0;
  for (const MergeFileRegion& region : report.regions()) {
    AddRegion(region, absl::StrCat(file, ":", region.line(), ": "), &out);
    if (region.state() == "applied") ++applied;
  }
  const int count = report.regions_size();
  if (count == 0) return out;
  absl::StrAppend(&out, file, ": ", Counted(count, "conflict", "conflicts"),
                  ", ", applied, " resolved and ", count - applied, " left\n");
  return out;
}

}  // namespace patchgraph
