#include "engine/report/rebase/resolution_report.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "engine/report/check/excerpts.h"
#include "engine/report/terminal_text.h"
#include "engine/report/utf8.h"
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
  ShownText shown_base = Shown("base", base, style);
  ShownText shown_ours = Shown(has_base ? "ours" : "one side", ours, style);
  ShownText shown_theirs =
      Shown(has_base ? "theirs" : "other side", theirs, style);
  ShownText shown_result = Shown("resolved", result, style);
  std::vector<ShownText> texts;
  if (has_base) {
    // The base's marks are those of the two sides.
    ShownText base_of_result = shown_base;
    MarkChanges(base, ours, theirs, &shown_base, &shown_ours, &shown_theirs);
    MarkChanges(base, result, result, &base_of_result, &shown_result,
                &shown_result);
    texts.push_back(shown_base);
  }
  texts.push_back(shown_ours);
  texts.push_back(shown_theirs);
  texts.push_back(shown_result);
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

ResolutionList ListForJson(absl::Span<const Resolution> resolutions,
                           bool with_texts) {
  ResolutionList list;
  for (const Resolution& resolution : resolutions) {
    const ConflictIdentity& conflict = resolution.conflict;
    RememberedResolution* one = list.add_resolutions();
    one->set_id(IdOf(resolution));
    one->set_key(KeyOf(conflict));
    one->set_scope(std::string(Name(conflict.scope)));
    one->set_path(ValidUtf8(resolution.path));
    one->set_who(ValidUtf8(resolution.who));
    one->set_when(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                                   absl::FromUnixSeconds(resolution.when),
                                   absl::UTCTimeZone()));
    one->set_commit(ValidUtf8(resolution.commit));
    one->set_patch(ValidUtf8(resolution.patch));
    one->set_becomes(OutcomeWords(resolution));
    if (!with_texts) continue;
    ResolutionTexts* texts = one->mutable_texts();
    texts->set_before(ValidUtf8(conflict.before));
    texts->set_base(ValidUtf8(conflict.base));
    texts->set_ours(ValidUtf8(conflict.ours));
    texts->set_theirs(ValidUtf8(conflict.theirs));
    texts->set_after(ValidUtf8(conflict.after));
    texts->set_result(ValidUtf8(resolution.result));
  }
  return list;
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

std::string NotLearnedLine(const NotLearned& not_learned) {
  std::string line = Visible(not_learned.path);
  if (not_learned.conflict > 0) {
    absl::StrAppend(&line, ", conflict ", not_learned.conflict, ",");
  }
  return absl::StrCat(line, " is not remembered: ", Visible(not_learned.why));
}

}  // namespace patchgraph
