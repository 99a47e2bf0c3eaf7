#include "engine/report/check/conflict_text.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/check/excerpts.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

constexpr int kTwoColumns = 100;
constexpr int kThreeColumns = 150;
constexpr size_t kExcerptLines = 16;
constexpr size_t kAllLines = static_cast<size_t>(1) << 30;

std::string Title(const std::string& name, const std::string& path,
                  const ExcerptReport& excerpt) {
  std::string title = Visible(name);
  if (!path.empty()) absl::StrAppend(&title, ", ", Visible(path));
  if (excerpt.start() > 0) {
    absl::StrAppend(&title,
                    excerpt.text().empty() ? ", after line " : ", line ",
                    excerpt.start());
  }
  return title;
}

std::string WithoutSpace(const std::string& text) {
  std::string solid;
  std::copy_if(text.begin(), text.end(), std::back_inserter(solid),
               [](char c) { return !absl::ascii_isspace(c); });
  return solid;
}

bool DifferInSpaceOnly(const RegionReport& region) {
  const std::string& ours = region.ours().text();
  const std::string& theirs = region.theirs().text();
  return ours != theirs && WithoutSpace(ours) == WithoutSpace(theirs);
}

bool DifferInLastNewlineOnly(const RegionReport& region) {
  const std::string& ours = region.ours().text();
  const std::string& theirs = region.theirs().text();
  return ours + "\n" == theirs || ours == theirs + "\n";
}

std::string RegionLine(const ConflictReport& conflict, int index) {
  const RegionReport& region = conflict.regions(index);
  std::vector<std::string> parts;
  if (conflict.regions_size() > 1) {
    parts.push_back(
        absl::StrCat("region ", index + 1, " of ", conflict.regions_size()));
  }
  if (region.hunks_size() > 0) {
    parts.push_back(absl::StrCat(region.hunks_size() > 1 ? "hunks " : "hunk ",
                                 absl::StrJoin(region.hunks(), ", ")));
  }
  if (DifferInLastNewlineOnly(region)) {
    parts.emplace_back("the two sides differ in the newline at the end alone");
  } else if (DifferInSpaceOnly(region)) {
    parts.emplace_back("the two sides differ in white space alone");
  }
  return absl::StrJoin(parts, ", ");
}

// A side that has neither a text nor a place has no part in the conflict.
bool IsThere(const ExcerptReport& excerpt) {
  return excerpt.start() > 0 || !excerpt.text().empty();
}

std::string RenderRegion(const ConflictReport& conflict, int index,
                         const SideNames& names, const TextStyle& style) {
  const RegionReport& region = conflict.regions(index);
  const size_t most = style.verbose ? kAllLines : kExcerptLines;
  ShownText base =
      ShowText(Title(names.base, conflict.base_path(), region.base()),
               region.base().text(), most);
  ShownText ours =
      ShowText(Title(names.ours, conflict.ours_path(), region.ours()),
               region.ours().text(), most);
  ShownText theirs =
      ShowText(Title(names.theirs, conflict.theirs_path(), region.theirs()),
               region.theirs().text(), most);
  MarkChanges(region.base().text(), region.ours().text(),
              region.theirs().text(), &base, &ours, &theirs);
  const std::string line = RegionLine(conflict, index);
  std::string out;
  if (!line.empty()) {
    absl::StrAppend(&out, "  ", Paint(line, Ink::kFaint, style), "\n");
  }
  std::vector<ShownText> sides;
  if (IsThere(region.ours())) sides.push_back(std::move(ours));
  if (IsThere(region.theirs())) sides.push_back(std::move(theirs));
  if (style.width < kTwoColumns || sides.size() < 2) {
    if (IsThere(region.base())) sides.insert(sides.begin(), std::move(base));
    return absl::StrCat(out, OneBelowAnother(sides, style));
  }
  if (IsThere(region.base()) && style.width < kThreeColumns) {
    absl::StrAppend(&out, OneBelowAnother({std::move(base)}, style));
  } else if (IsThere(region.base())) {
    sides.insert(sides.begin(), std::move(base));
  }
  TakeOffCommonIndent(&sides);
  return absl::StrCat(out, SideBySide(sides, style));
}

// git's "contents" is our "content".
bool SaysMore(const std::string& detail, const std::string& kind) {
  return !detail.empty() && detail != kind && detail != kind + "s";
}

std::string PatchLine(const ConflictReport& conflict) {
  std::string who;
  if (!conflict.patch().empty()) {
    who = conflict.patch();
  } else {
    who = absl::StrJoin(conflict.patches(), ", ");
  }
  if (who.empty()) return conflict.stack();
  return absl::StrCat(conflict.stack(), ": ", who);
}

}  // namespace

std::string RenderConflict(const ConflictReport& conflict,
                           absl::string_view title, const SideNames& names,
                           const TextStyle& style) {
  std::string kind = Visible(conflict.kind());
  if (SaysMore(conflict.detail(), conflict.kind())) {
    absl::StrAppend(&kind, " (", Visible(conflict.detail()), ")");
  }
  const std::string path = Visible(conflict.path());
  std::string out = absl::StrCat(Paint(title, Ink::kFaint, style), "  ",
                                 Paint(kind, Ink::kBad, style), "  ",
                                 Paint(path, Ink::kBold, style), "\n");
  absl::StrAppend(&out,
                  Paragraph(Visible(PatchLine(conflict)), style.width, 2));
  absl::StrAppend(&out,
                  Paragraph(VisibleLine(conflict.message()), style.width, 2));
  for (int i = 0; i < conflict.regions_size(); ++i) {
    out.append(RenderRegion(conflict, i, names, style));
  }
  return out;
}

}  // namespace patchgraph
