#include "engine/report/conflict_text.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/excerpts.h"
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
  if (DifferInSpaceOnly(region)) {
    parts.emplace_back("the two sides differ in white space alone");
  }
  return absl::StrJoin(parts, ", ");
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
  std::string out;
  const std::string line = RegionLine(conflict, index);
  if (!line.empty()) {
    absl::StrAppend(&out, "  ", Paint(line, Ink::kFaint, style), "\n");
  }
  if (style.width < kTwoColumns) {
    out.append(OneBelowAnother({base, ours, theirs}, style));
  } else if (style.width < kThreeColumns) {
    if (!base.lines.empty()) out.append(OneBelowAnother({base}, style));
    out.append(SideBySide({ours, theirs}, style));
  } else {
    out.append(SideBySide({base, ours, theirs}, style));
  }
  return out;
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
  const std::string kind =
      conflict.detail().empty() || conflict.detail() == conflict.kind()
          ? Visible(conflict.kind())
          : absl::StrCat(Visible(conflict.kind()), " (",
                         Visible(conflict.detail()), ")");
  const std::string path = Visible(conflict.path());
  std::string out = absl::StrCat(Paint(title, Ink::kFaint, style), "  ",
                                 Paint(kind, Ink::kBad, style), "  ",
                                 Paint(path, Ink::kBold, style), "\n");
  absl::StrAppend(&out,
                  Paragraph(Visible(PatchLine(conflict)), style.width, 2));
  absl::StrAppend(&out, Paragraph(Visible(conflict.message()), style.width, 2));
  for (int i = 0; i < conflict.regions_size(); ++i) {
    out.append(RenderRegion(conflict, i, names, style));
  }
  return out;
}

}  // namespace patchgraph
