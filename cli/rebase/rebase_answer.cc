#include "cli/rebase/rebase_answer.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "engine/report/check/check_report.h"
#include "engine/report/check/check_text.h"
#include "engine/report/rebase/rebase_summary.h"
#include "engine/report/report_json.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kNamed = 5;
constexpr int kDroppedShown = 10;

RebasedAs AsNamed(absl::string_view name) {
  for (const RebasedAs as :
       {RebasedAs::kUnchanged, RebasedAs::kContextOnly, RebasedAs::kEdited,
        RebasedAs::kDropped, RebasedAs::kInConflict, RebasedAs::kBlocked}) {
    if (Name(as) == name) return as;
  }
  return RebasedAs::kUnchanged;
}

RebasedPatch PatchOf(const StatePick& pick) {
  RebasedPatch patch;
  patch.name = pick.commit().substr(0, 12);
  patch.new_name = pick.new_commit().substr(0, 12);
  patch.subject = pick.subject();
  patch.as = AsNamed(pick.as());
  patch.reason = pick.reason();
  if (pick.command() != "pick" && patch.reason.empty()) {
    patch.reason = "folded into the commit before it";
  }
  return patch;
}

RebasedAs AsOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kEmpty:
    case Verdict::kUpstream:
      return RebasedAs::kDropped;
    case Verdict::kClean:
    case Verdict::kOffset:
      return RebasedAs::kUnchanged;
    case Verdict::kFuzz:
    case Verdict::kMerged:
    case Verdict::kMasked:
      return RebasedAs::kContextOnly;
    case Verdict::kResolved:
      return RebasedAs::kEdited;
    case Verdict::kBlocked:
      return RebasedAs::kBlocked;
    case Verdict::kConflict:
      return RebasedAs::kInConflict;
  }
  return RebasedAs::kInConflict;
}

std::vector<std::string> Names(
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> visible;
  for (const std::string& name : names) visible.push_back(Visible(name));
  return visible;
}

std::string NumberWords(const RebaseStop& stop) {
  const bool one = stop.first_conflict() == stop.last_conflict();
  return absl::StrCat(one ? "conflict " : "conflicts ", stop.first_conflict(),
                      one ? "" : absl::StrCat(" to ", stop.last_conflict()),
                      " of ", stop.conflict_count(), ", in patch ",
                      stop.patch(), " of ", stop.patch_count());
}

std::string RenderStop(const RebaseReport& report, const TextStyle& style) {
  const RebaseStop& stop = report.stop();
  std::string text;
  const auto changes = [&](const auto& keys, absl::string_view words) {
    if (keys.empty()) return;
    absl::StrAppend(&text, Counted(keys.size(), "conflict", "conflicts"), " ",
                    words, ": ", Listed(Names(keys), kNamed), "\n");
  };
  changes(stop.vanished(), "gone with it");
  changes(stop.appeared(), "new");
  const std::string patch =
      absl::StrCat(Visible(stop.name()), " (", Visible(stop.subject()), ")");
  if (stop.why() == "conflict") {
    absl::StrAppend(&text, Paint(NumberWords(stop), Ink::kBad, style), ": ",
                    patch, "\n");
    for (const std::string& path : stop.unmerged()) {
      absl::StrAppend(&text, "  ", Visible(path), "\n");
    }
    if (!stop.settled_by().empty()) {
      absl::StrAppend(&text, "A part of it is settled, by ",
                      Visible(stop.settled_by()), "\n");
    }
    absl::StrAppend(&text,
                    stop.unmerged().empty() ? "Nothing is unmerged any more: "
                                            : "Edit and git add, then ",
                    "patchgraph rebase --continue (or --skip, --abort)\n");
  } else if (stop.why() == "exec") {
    absl::StrAppend(
        &text, "stopped",
        stop.command().empty()
            ? std::string()
            : absl::StrCat(" at the command ", Visible(stop.command())),
        ", after patch ", stop.patch(), " of ", stop.patch_count(),
        "\nAmend what has to be, then patchgraph rebase --continue (or "
        "--abort)\n");
  } else {
    absl::StrAppend(&text,
                    "interrupted while writing: patchgraph rebase --continue "
                    "finishes it, --abort takes it back\n");
  }
  return text;
}

std::string RenderProposals(const RebaseReport& report) {
  std::string text;
  for (const std::string& proposal : report.proposals()) {
    absl::StrAppend(&text, "  ", Visible(proposal), "\n");
  }
  return text.empty() ? text
                      : absl::StrCat(
                            "May have landed; patchgraph landed says "
                            "more, --skip leaves a patch out:\n",
                            text);
}

std::string RenderDropped(const RebaseReport& report, const TextStyle& style) {
  std::string text;
  int left = style.verbose ? report.patches_size() : kDroppedShown;
  int more = 0;
  for (const RebasedPatchReport& patch : report.patches()) {
    if (patch.as() != Name(RebasedAs::kDropped)) continue;
    if (left-- <= 0) {
      ++more;
      continue;
    }
    absl::StrAppend(&text, "  < ", Visible(patch.name()), " (",
                    Visible(patch.subject()), "): ", Visible(patch.reason()),
                    "\n");
  }
  if (more > 0) absl::StrAppend(&text, "  and ", more, " more (-v)\n");
  return text.empty() ? text : absl::StrCat("Dropped:\n", text);
}

std::string RenderWhy(const RebaseReport& report) {
  return report.why().empty() ? std::string()
                              : absl::StrCat("Where the conflicts come from: ",
                                             Visible(report.why()), "\n");
}

std::string RenderRebase(const RebaseReport& report, const TextStyle& style) {
  if (report.outcome() == "up-to-date") {
    return absl::StrCat(Visible(report.name()), " is up to date\n");
  }
  if (report.outcome() == "aborted") {
    return absl::StrCat(Visible(report.name()), " is as before\n");
  }
  if (report.outcome() == "conflicts") {
    const RebaseCounts& counts = report.counts();
    return absl::StrCat(
        RenderText(report.check(), style), "\n",
        Paint(absl::StrCat(Visible(report.name()), " onto ",
                           Visible(report.onto())),
              Ink::kBold, style),
        ": ", Counted(report.patches_size(), "patch", "patches"), ", ",
        RebaseCountWords(counts), "\n", RenderDropped(report, style),
        RenderProposals(report), RenderWhy(report),
        "Nothing is touched. To take what is clean and resolve the conflicts "
        "one after another,\nthe same command with --begin\n");
  }
  std::string text;
  if (report.outcome() == "written" || report.outcome() == "preview") {
    text = RenderRebaseSummary(report, style);
  }
  if (report.has_stop()) {
    // Said once.
    if (report.stop().first_conflict() == 1) {
      absl::StrAppend(&text, RenderDropped(report, style));
    }
    absl::StrAppend(&text, RenderStop(report, style), RenderProposals(report),
                    RenderWhy(report));
  }
  if (report.outcome() == "preview") {
    absl::StrAppend(&text, "Nothing is written (--dry-run)\n");
  }
  return text;
}

}  // namespace

RebaseReport ReportOf(const RebaseState& state, absl::string_view outcome) {
  std::vector<RebasedPatch> patches;
  for (const StatePick& pick : state.picks()) {
    if (!pick.as().empty()) patches.push_back(PatchOf(pick));
  }
  RebaseReport report =
      MakeRebaseReport(patches, state.name(), state.onto_name(), outcome);
  for (const std::string& note : state.notes()) {
    report.add_notes(ValidUtf8(note));
  }
  if (outcome == "written") report.set_result(state.head());
  return report;
}

RebaseReport ReportOf(const RebaseState& state, const StackCheck& check) {
  std::vector<RebasedPatch> patches;
  for (int i = 0; i < state.picks_size(); ++i) {
    const StatePick& pick = state.picks(i);
    RebasedPatch patch = PatchOf(pick);
    const bool is_settled =
        patch.as == RebasedAs::kEdited && !pick.reason().empty();
    if (patch.as != RebasedAs::kDropped && !is_settled &&
        i < static_cast<int>(check.moved.size())) {
      patch.as = AsOf(check.moved[i].verdict);
    }
    patches.push_back(patch);
  }
  // What a check, patch by patch, takes for clean, and a merge does not.
  if (state.next() < state.picks_size() && state.next() >= 0) {
    RebasedPatch& first = patches[state.next()];
    if (first.as != RebasedAs::kInConflict) {
      first.as = RebasedAs::kInConflict;
    }
  }
  RebaseReport report =
      MakeRebaseReport(patches, state.name(), state.onto_name(), "conflicts");
  ReportOptions options;
  options.onto = state.onto_name();
  *report.mutable_check() = MakeReport({check}, options);
  for (const std::string& note : state.notes()) {
    report.add_notes(ValidUtf8(note));
  }
  return report;
}

void FillStop(const RebaseStep& step, const std::vector<std::string>& unmerged,
              RebaseReport* report) {
  const RebaseState& state = step.state;
  RebaseStop* stop = report->mutable_stop();
  stop->set_why(state.has_move() || state.stopped().empty() ? "none"
                                                            : state.stopped());
  const bool conflict = state.stopped() == "conflict";
  const int at = conflict ? state.next() : state.next() - 1;
  stop->set_patch(at + 1);
  stop->set_patch_count(state.picks_size());
  if (at >= 0 && at < state.picks_size()) {
    stop->set_name(state.picks(at).commit().substr(0, 12));
    stop->set_subject(ValidUtf8(state.picks(at).subject()));
  }
  if (conflict) {
    stop->set_first_conflict(state.resolved_conflicts() + 1);
    stop->set_last_conflict(state.resolved_conflicts() +
                            state.open_conflicts_size());
    stop->set_conflict_count(state.resolved_conflicts() +
                             state.open_conflicts_size() +
                             state.later_conflicts_size());
  }
  for (const std::string& path : unmerged) stop->add_unmerged(ValidUtf8(path));
  if (conflict) stop->set_settled_by(ValidUtf8(state.settled_by()));
  for (const std::string& key : step.vanished) {
    stop->add_vanished(ValidUtf8(key));
  }
  for (const std::string& key : step.appeared) {
    stop->add_appeared(ValidUtf8(key));
  }
  stop->set_command(ValidUtf8(state.failed_command()));
}

int PrintRebase(const RebaseReport& report, const RebaseArguments& arguments,
                const CliStreams& streams) {
  const int status =
      report.outcome() == "conflicts" || report.outcome() == "stopped"
          ? kExitConflicts
          : kExitClean;
  if (arguments.quiet) return status;
  std::vector<std::string> notes(report.notes().begin(), report.notes().end());
  if (!arguments.json) PrintNotes(notes, streams);
  const std::string text =
      arguments.json
          ? ToJson(report)
          : RenderRebase(report, StyleFor("", arguments.verbose, streams));
  const absl::Status written = WriteOutput(text, "", streams);
  return written.ok() ? status : Fail(written, streams);
}

}  // namespace patchgraph
