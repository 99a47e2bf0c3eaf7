#include "engine/report/resolution_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "engine/report/excerpts.h"
#include "engine/report/terminal_text.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

constexpr int kColumnsWidth = 120;
constexpr size_t kShownLines = 40;
constexpr size_t kEveryLine = static_cast<size_t>(1) << 30;
constexpr int kWidestPath = 48;

std::string ShortIdOf(const Resolution& resolution) {
  return IdOf(resolution).substr(0, kShortResolutionId);
}

std::string DayOf(const Resolution& resolution) {
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(resolution.when),
                          absl::UTCTimeZone());
}

// Without the mail address.
std::string NameOf(const Resolution& resolution) {
  const absl::string_view who = resolution.who;
  return Visible(absl::StripAsciiWhitespace(who.substr(0, who.find('<'))));
}

std::string PathOf(const Resolution& resolution) {
  return resolution.path.empty() ? "(some file)" : Visible(resolution.path);
}

void AddFact(absl::string_view name, const std::string& value,
             std::string* out) {
  if (value.empty()) return;
  absl::StrAppend(out, PadRight(name, 8), " ", Visible(value), "\n");
}

std::string OutcomeWords(const Resolution& resolution) {
  if (resolution.conflict.scope != ConflictScope::kFile) return "";
  if (resolution.deleted) return "deleted";
  return absl::StrFormat("mode %06o, %d bytes",
                         static_cast<int>(resolution.mode),
                         resolution.result.size());
}

// The lines around a conflict and what one side has between them.
ShownText Shown(const std::string& title, const std::string& text,
                const TextStyle& style) {
  return ShowText(title, text, style.verbose ? kEveryLine : kShownLines);
}

std::string RenderLines(const Resolution& resolution, const TextStyle& style) {
  const ConflictIdentity& conflict = resolution.conflict;
  const auto around = [&conflict](const std::string& middle) {
    return absl::StrCat(conflict.before, middle, conflict.after);
  };
  const std::string base = around(conflict.base);
  const std::string ours = around(conflict.ours);
  const std::string theirs = around(conflict.theirs);
  const std::string result = around(resolution.result);
  const bool has_base = conflict.scope == ConflictScope::kRegion;
  std::vector<ShownText> texts = {
      Shown("base", base, style),
      Shown(has_base ? "ours" : "one side", ours, style),
      Shown(has_base ? "theirs" : "other side", theirs, style),
      Shown("resolved", result, style)};
  if (has_base) {
    MarkChanges(base, ours, theirs, &texts[0], &texts[1], &texts[2]);
    ShownText again = texts[0];
    MarkChanges(base, result, result, &again, &texts[3], &texts[3]);
  } else {
    texts.erase(texts.begin());
  }
  TakeOffCommonIndent(&texts);
  return style.width >= kColumnsWidth ? SideBySide(texts, style)
                                      : OneBelowAnother(texts, style);
}

std::string RenderWholeFile(const Resolution& resolution,
                            const TextStyle& style) {
  std::string out;
  const ConflictIdentity& conflict = resolution.conflict;
  const auto side = [&out](absl::string_view name, const std::string& file) {
    AddFact(name, file.empty() ? "no file" : file, &out);
  };
  side("base", conflict.base);
  side("ours", conflict.ours);
  side("theirs", conflict.theirs);
  if (resolution.deleted || IsBinary(resolution.result)) return out;
  return absl::StrCat(
      out, "\n",
      OneBelowAnother({Shown("resolved", resolution.result, style)}, style));
}

}  // namespace

std::string RenderResolutionList(absl::Span<const Resolution> resolutions,
                                 const TextStyle& style) {
  int widest = 0;
  for (const Resolution& resolution : resolutions) {
    widest = std::max(widest, DisplayWidth(PathOf(resolution)));
  }
  if (!style.verbose) widest = std::min(widest, kWidestPath);
  std::string out;
  for (const Resolution& resolution : resolutions) {
    std::string rest = Visible(resolution.patch);
    const std::string name = NameOf(resolution);
    if (!name.empty()) {
      absl::StrAppend(&rest, rest.empty() ? "" : " ", "(", name, ")");
    }
    if (resolution.conflict.scope == ConflictScope::kSides) {
      absl::StrAppend(&rest, ", without a base");
    }
    const std::string path = PathOf(resolution);
    const std::string line = absl::StrCat(
        ShortIdOf(resolution), "  ", DayOf(resolution), "  ",
        PadRight(style.verbose ? path : CutBeginning(path, widest), widest),
        "  ", rest);
    const bool cut = style.terminal && !style.verbose;
    absl::StrAppend(&out, cut ? CutEnd(line, style.width) : line, "\n");
  }
  return out;
}

std::string RenderResolution(const Resolution& resolution,
                             const TextStyle& style) {
  std::string out;
  AddFact("id", IdOf(resolution), &out);
  AddFact("path", resolution.path, &out);
  AddFact("by", resolution.who, &out);
  AddFact("date", DayOf(resolution), &out);
  AddFact("commit", resolution.commit, &out);
  AddFact("patch", resolution.patch, &out);
  AddFact("result", OutcomeWords(resolution), &out);
  if (resolution.conflict.scope == ConflictScope::kSides) {
    absl::StrAppend(&out, "Its base is not known: it is only ever proposed.\n");
  }
  if (resolution.conflict.scope == ConflictScope::kFile) {
    return absl::StrCat(out, RenderWholeFile(resolution, style));
  }
  return absl::StrCat(out, "\n", RenderLines(resolution, style));
}

std::string ProposalLine(absl::string_view path,
                         const ProposedResolution& proposal) {
  std::string line = Visible(path);
  if (proposal.line > 0) absl::StrAppend(&line, ":", proposal.line);
  absl::StrAppend(&line, ": ", proposal.applied ? "" : "could be: ",
                  Visible(OriginWords(proposal.resolution)), " (",
                  ShortIdOf(proposal.resolution), ")");
  if (!proposal.doubt.empty()) {
    absl::StrAppend(&line, ", not applied: ", Visible(proposal.doubt));
  }
  return line;
}

}  // namespace patchgraph
