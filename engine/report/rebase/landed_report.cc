#include "engine/report/rebase/landed_report.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kIdDigitsShown = 12;
constexpr int kWidestName = 44;
constexpr size_t kNamesShown = 4;
constexpr int kCommitsShown = 6;

// "in place, 3 of 3 edits".
std::string EvidenceWords(const LandedPatchReport& patch) {
  std::string words = Visible(patch.evidence());
  const bool counts_edits = patch.evidence() == "in place" ||
                            patch.evidence() == "squashed" ||
                            patch.evidence() == "partly in place";
  if (counts_edits) {
    absl::StrAppend(&words, ", ", patch.edits_there(), " of ",
                    Counted(patch.edits(), "edit", "edits"));
  }
  if (patch.evidence() == "older form" ||
      (patch.evidence() == "partly in place" && patch.added() > 0)) {
    absl::StrAppend(&words, ", ", patch.added_there(), " of ",
                    Counted(patch.added(), "added line", "added lines"));
  }
  if (patch.together_with_size() > 0 && patch.strong()) {
    std::vector<std::string> names;
    for (const std::string& name : patch.together_with()) {
      names.push_back(Visible(name));
    }
    absl::StrAppend(&words, ", with ", Listed(names, kNamesShown));
  }
  if (patch.strong() && patch.commits_size() > 1) {
    absl::StrAppend(&words, ", in ",
                    Counted(patch.commits_size(), "commit", "commits"));
  }
  return words;
}

std::string RenderCommits(const LandedPatchReport& patch,
                          const TextStyle& style) {
  std::string text;
  for (int i = 0; i < patch.commits_size(); ++i) {
    if (!style.verbose && i == kCommitsShown &&
        patch.commits_size() > kCommitsShown + 1) {
      absl::StrAppend(&text, "            and ",
                      patch.commits_size() - kCommitsShown, " more\n");
      break;
    }
    const UpstreamCommitReport& commit = patch.commits(i);
    const std::string line =
        absl::StrCat("          ", commit.id().substr(0, kIdDigitsShown), " ",
                     Visible(commit.subject()));
    absl::StrAppend(&text, style.terminal ? CutEnd(line, style.width) : line,
                    "\n");
  }
  return text;
}

std::string RenderPatch(const LandedPatchReport& patch, int name_width,
                        const TextStyle& style) {
  const bool none = patch.evidence() == "none";
  const std::string mark = patch.strong() ? "drop  "
                           : none         ? "keep  "
                                          : "look  ";
  const Ink ink = patch.strong() ? Ink::kGood
                  : none         ? Ink::kFaint
                                 : Ink::kNotice;
  return absl::StrCat("  ", Paint(mark, ink, style),
                      PadRight(Visible(patch.name()), name_width), "  ",
                      EvidenceWords(patch), "\n", RenderCommits(patch, style));
}

std::string RenderStack(const LandedStackReport& stack, const std::string& onto,
                        const TextStyle& style) {
  std::string text =
      Paint(absl::StrCat(Visible(stack.name()), ": ",
                         Visible(ShortTreeName(stack.base())), " to ",
                         Visible(ShortTreeName(onto)),
                         stack.history() ? "" : ", by content alone"),
            Ink::kBold, style);
  absl::StrAppend(&text, "\n");
  int width = 0;
  for (const LandedPatchReport& patch : stack.patches()) {
    if (patch.evidence() == "none" && !style.verbose) continue;
    width = std::max(width, DisplayWidth(Visible(patch.name())));
  }
  width = std::min(width, kWidestName);
  for (const LandedPatchReport& patch : stack.patches()) {
    if (patch.evidence() == "none" && !style.verbose) continue;
    absl::StrAppend(&text, RenderPatch(patch, width, style));
  }
  return text;
}

}  // namespace

UpstreamCommitReport ReportOf(const GitCommit& commit) {
  UpstreamCommitReport report;
  report.set_id(commit.id.Hex());
  report.set_subject(ValidUtf8(commit.subject));
  report.set_author(ValidUtf8(commit.author));
  report.set_date(commit.committer_date);
  return report;
}

void AddLandedStack(const std::string& name, const std::string& base,
                    bool history, absl::Span<const PatchStep> steps,
                    absl::Span<const LandedPatch> landed,
                    LandedReport* report) {
  LandedStackReport& stack = *report->add_stacks();
  stack.set_name(ValidUtf8(name));
  stack.set_base(ValidUtf8(base));
  stack.set_history(history);
  for (size_t i = 0; i < steps.size(); ++i) {
    LandedPatchReport& patch = *stack.add_patches();
    patch.set_name(ValidUtf8(steps[i].name));
    patch.set_subject(ValidUtf8(steps[i].subject));
    patch.set_evidence(std::string(Name(landed[i].evidence)));
    patch.set_strong(IsStrong(landed[i].evidence));
    for (const GitCommit& commit : landed[i].commits) {
      *patch.add_commits() = ReportOf(commit);
    }
    for (const int other : landed[i].together_with) {
      patch.add_together_with(ValidUtf8(steps[other].name));
    }
    patch.set_edits(landed[i].edits);
    patch.set_edits_there(landed[i].edits_there);
    patch.set_added(landed[i].added);
    patch.set_added_there(landed[i].added_there);
    const bool none = landed[i].evidence == LandedEvidence::kNone;
    report->set_strong(report->strong() + (patch.strong() ? 1 : 0));
    report->set_proposals(report->proposals() +
                          (!patch.strong() && !none ? 1 : 0));
    report->set_others(report->others() + (none ? 1 : 0));
  }
}

std::string RenderLandedText(const LandedReport& report,
                             const TextStyle& style) {
  std::string text;
  for (const LandedStackReport& stack : report.stacks()) {
    absl::StrAppend(&text, RenderStack(stack, report.onto(), style), "\n");
  }
  absl::StrAppend(&text, Counted(report.strong(), "patch can", "patches can"),
                  " be dropped, ", report.proposals(), " to look at, ",
                  report.others(), " not found.\n");
  return text;
}

}  // namespace patchgraph
