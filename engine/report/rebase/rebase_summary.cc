#include "engine/report/rebase/rebase_summary.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr int kSchema = 1;
// A run of so many unchanged patches has a row for each.
constexpr int kShortRun = 2;
// Wider names of patches are cut.
constexpr int kWidestName = 44;

void CountPatch(RebasedAs as, RebaseCounts* counts) {
  switch (as) {
    case RebasedAs::kUnchanged:
      return counts->set_unchanged(counts->unchanged() + 1);
    case RebasedAs::kContextOnly:
      return counts->set_context_only(counts->context_only() + 1);
    case RebasedAs::kEdited:
      return counts->set_edited(counts->edited() + 1);
    case RebasedAs::kDropped:
      return counts->set_dropped(counts->dropped() + 1);
    case RebasedAs::kInConflict:
      return counts->set_in_conflict(counts->in_conflict() + 1);
    case RebasedAs::kBlocked:
      return counts->set_blocked(counts->blocked() + 1);
  }
}

Ink InkOfPatch(absl::string_view as) {
  if (as == Name(RebasedAs::kUnchanged)) return Ink::kGood;
  if (as == Name(RebasedAs::kInConflict) || as == Name(RebasedAs::kBlocked)) {
    return Ink::kBad;
  }
  return as == Name(RebasedAs::kDropped) || as == Name(RebasedAs::kEdited)
             ? Ink::kNotice
             : Ink::kPlain;
}

// git range-diff's sign between the old and the new patch.
absl::string_view SignOf(const RebasedPatchReport& patch) {
  if (patch.as() == Name(RebasedAs::kDropped)) return "<";
  return patch.as() == Name(RebasedAs::kUnchanged) ? "=" : "!";
}

class RebaseRows {
 public:
  RebaseRows(const RebaseReport& report, const TextStyle& style)
      : report_(report), style_(style) {
    number_width_ = DisplayWidth(absl::StrCat(report.patches_size()));
    for (const RebasedPatchReport& patch : report.patches()) {
      name_width_ =
          std::max(name_width_,
                   std::min(DisplayWidth(Visible(patch.name())), kWidestName));
      as_width_ = std::max(as_width_, DisplayWidth(patch.as()));
    }
  }

  std::string Print() const {
    std::string text;
    for (int i = 0; i < report_.patches_size();) {
      int end = i;
      while (end < report_.patches_size() && IsUnchanged(end)) ++end;
      if (end - i > kShortRun && !style_.verbose) {
        absl::StrAppend(&text, Run(i, end));
        i = end;
      } else {
        absl::StrAppend(&text, Row(report_.patches(i)));
        ++i;
      }
    }
    return text;
  }

 private:
  bool IsUnchanged(int index) const {
    const RebasedPatchReport& patch = report_.patches(index);
    return patch.as() == Name(RebasedAs::kUnchanged) && patch.reason().empty();
  }

  std::string Number(int number) const {
    return absl::StrFormat("%*d", number_width_ + 2, number);
  }

  std::string Run(int begin, int end) const {
    return absl::StrCat(
        Number(report_.patches(begin).number()), " to ",
        report_.patches(end - 1).number(), ": ",
        Paint(absl::StrCat(end - begin, " unchanged"), Ink::kGood, style_),
        "\n");
  }

  std::string Row(const RebasedPatchReport& patch) const {
    const std::string number = Number(patch.number());
    const std::string name =
        PadRight(CutBeginning(Visible(patch.name()), name_width_), name_width_);
    const std::string as = PadRight(patch.as(), as_width_);
    std::string row = absl::StrCat(number, " ", SignOf(patch), " ", name, "  ",
                                   Paint(as, InkOfPatch(patch.as()), style_));
    const int indent = number_width_ + 5;
    const int used = indent + name_width_ + 2 + as_width_ + 2;
    const int room = style_.width - used;
    if (!patch.subject().empty() && (!style_.terminal || room > 10)) {
      const std::string subject = Visible(patch.subject());
      absl::StrAppend(&row, "  ",
                      style_.terminal ? CutEnd(subject, room) : subject);
    }
    while (!row.empty() && row.back() == ' ') row.pop_back();
    row.push_back('\n');
    if (!patch.reason().empty()) {
      absl::StrAppend(
          &row, Paragraph(Visible(patch.reason()), style_.width, indent + 2));
    }
    return row;
  }

  const RebaseReport& report_;
  TextStyle style_;
  int number_width_ = 1;
  int name_width_ = 1;
  int as_width_ = 1;
};

}  // namespace

RebaseReport MakeRebaseReport(absl::Span<const RebasedPatch> patches,
                              absl::string_view name, absl::string_view onto,
                              absl::string_view outcome) {
  RebaseReport report;
  report.set_schema(kSchema);
  report.set_name(ValidUtf8(name));
  report.set_onto(ValidUtf8(onto));
  report.set_outcome(std::string(outcome));
  report.mutable_counts();
  for (const RebasedPatch& patch : patches) {
    RebasedPatchReport* row = report.add_patches();
    row->set_number(report.patches_size());
    row->set_name(ValidUtf8(patch.name));
    row->set_new_name(ValidUtf8(patch.new_name));
    row->set_subject(ValidUtf8(patch.subject));
    row->set_as(std::string(Name(patch.as)));
    row->set_reason(ValidUtf8(patch.reason));
    CountPatch(patch.as, report.mutable_counts());
  }
  return report;
}

std::string RebaseCountWords(const RebaseCounts& counts) {
  std::vector<std::string> words;
  const auto add = [&words](int count, RebasedAs as) {
    if (count > 0) words.push_back(absl::StrCat(count, " ", Name(as)));
  };
  add(counts.unchanged(), RebasedAs::kUnchanged);
  add(counts.context_only(), RebasedAs::kContextOnly);
  add(counts.edited(), RebasedAs::kEdited);
  add(counts.dropped(), RebasedAs::kDropped);
  add(counts.in_conflict(), RebasedAs::kInConflict);
  add(counts.blocked(), RebasedAs::kBlocked);
  return words.empty() ? "nothing" : Listed(words, words.size());
}

std::string RenderRebaseSummary(const RebaseReport& report,
                                const TextStyle& style) {
  const std::string title =
      absl::StrCat(Visible(report.name()), " onto ", Visible(report.onto()));
  return absl::StrCat(
      Paint(title, Ink::kBold, style), ": ",
      Counted(report.patches_size(), "patch", "patches"),
      report.patches_size() == 0
          ? ""
          : absl::StrCat(", ", RebaseCountWords(report.counts())),
      "\n", RebaseRows(report, style).Print());
}

}  // namespace patchgraph
