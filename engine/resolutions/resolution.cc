#include "engine/resolutions/resolution.h"

#include <openssl/evp.h>

#include <initializer_list>
#include <memory>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

constexpr std::pair<ConflictScope, absl::string_view> kScopeNames[] = {
    {ConflictScope::kRegion, "region"},
    {ConflictScope::kSides, "sides"},
    {ConflictScope::kFile, "file"},
};

// Lengths keep the parts apart: no line can move from one to the next unseen.
std::string DigestOf(std::initializer_list<absl::string_view> parts) {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  const auto add = [&context](absl::string_view bytes) {
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  };
  for (const absl::string_view part : parts) {
    add(absl::StrCat(part.size(), ":"));
    add(part);
    add(",");
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_DigestFinal_ex(context.get(), digest, &length);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), length));
}

bool EndsItsLine(absl::string_view text) {
  return text.empty() || absl::EndsWith(text, "\n");
}

// "100644 BLOB-ID", or nothing.
bool NamesAFile(absl::string_view side) {
  if (side.empty()) return true;
  if (side.size() != 47 || side[6] != ' ') return false;
  for (const char c : side.substr(7)) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

std::string WhatIsTooLarge(const Resolution& resolution) {
  const ConflictIdentity& conflict = resolution.conflict;
  for (const std::string* text :
       {&conflict.base, &conflict.ours, &conflict.theirs, &conflict.before,
        &conflict.after, &resolution.result}) {
    if (text->size() > kLargestResolutionText) return "it is too large to keep";
  }
  for (const std::string* name : {&resolution.path, &resolution.who,
                                  &resolution.commit, &resolution.patch}) {
    if (name->size() > kLongestResolutionName) {
      return "it has a name that is too long";
    }
  }
  return "";
}

std::string WhatIsWrongWithLines(const Resolution& resolution) {
  const ConflictIdentity& conflict = resolution.conflict;
  if (conflict.ours == conflict.theirs) return "its two sides agree";
  if (conflict.scope == ConflictScope::kSides &&
      (!conflict.base.empty() || conflict.theirs < conflict.ours)) {
    return "its sides are not in order";
  }
  if (!EndsItsLine(conflict.before)) return "its context ends within a line";
  if (!conflict.after.empty() && !EndsItsLine(resolution.result)) {
    return "its result would run into the line after it";
  }
  if (resolution.deleted || resolution.mode != FileMode::kRegular) {
    return "lines have no mode";
  }
  if (HasConflictMarkers(resolution.result)) {
    return "its result has conflict markers in it";
  }
  return "";
}

}  // namespace

absl::string_view Name(ConflictScope scope) {
  for (const auto& [named, name] : kScopeNames) {
    if (named == scope) return name;
  }
  return "";
}

absl::optional<ConflictScope> ConflictScopeNamed(absl::string_view name) {
  for (const auto& [scope, its_name] : kScopeNames) {
    if (its_name == name) return scope;
  }
  return absl::nullopt;
}

bool operator==(const ConflictIdentity& a, const ConflictIdentity& b) {
  return a.scope == b.scope && a.base == b.base && a.ours == b.ours &&
         a.theirs == b.theirs && a.before == b.before && a.after == b.after;
}

ConflictIdentity WithoutBase(const ConflictIdentity& region) {
  ConflictIdentity sides = region;
  sides.scope = ConflictScope::kSides;
  sides.base.clear();
  if (sides.theirs < sides.ours) sides.ours.swap(sides.theirs);
  return sides;
}

std::string KeyOf(const ConflictIdentity& conflict) {
  return DigestOf({Name(conflict.scope), conflict.base, conflict.ours,
                   conflict.theirs, conflict.before, conflict.after});
}

std::string IdOf(const Resolution& resolution) {
  std::string kind = "text";
  if (resolution.conflict.scope == ConflictScope::kFile) {
    kind = resolution.deleted
               ? "deleted"
               : absl::StrFormat("%06o", static_cast<int>(resolution.mode));
  }
  return DigestOf({KeyOf(resolution.conflict), kind, resolution.result});
}

std::string WhatIsWrongWith(const Resolution& resolution) {
  std::string too_large = WhatIsTooLarge(resolution);
  if (!too_large.empty()) return too_large;
  const ConflictIdentity& conflict = resolution.conflict;
  if (conflict.scope != ConflictScope::kFile) {
    return WhatIsWrongWithLines(resolution);
  }
  if (!NamesAFile(conflict.base) || !NamesAFile(conflict.ours) ||
      !NamesAFile(conflict.theirs)) {
    return "a side of it names no file";
  }
  if (conflict.ours == conflict.theirs) return "its two sides agree";
  if (!conflict.before.empty() || !conflict.after.empty()) {
    return "a whole file has no context";
  }
  if (resolution.deleted &&
      (!resolution.result.empty() || resolution.mode != FileMode::kRegular)) {
    return "what is deleted has no content";
  }
  return "";
}

bool ComesFirst(const Resolution& a, const Resolution& b) {
  const auto rank = [](const Resolution& resolution) {
    return std::tie(resolution.when, resolution.who, resolution.commit,
                    resolution.patch, resolution.path);
  };
  return rank(a) < rank(b);
}

std::string OriginWords(const Resolution& resolution) {
  const absl::string_view who = resolution.who;
  const absl::string_view name =
      absl::StripAsciiWhitespace(who.substr(0, who.find('<')));
  return absl::StrCat(
      "Resolution from ", name.empty() ? "somebody" : name, ", ",
      absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(resolution.when),
                       absl::UTCTimeZone()));
}

bool HasConflictMarkers(absl::string_view text) {
  const Lines lines(text);
  for (int i = 0; i < lines.size(); ++i) {
    for (const absl::string_view marker : {"<<<<<<<", "|||||||", ">>>>>>>"}) {
      if (!absl::StartsWith(lines[i], marker)) continue;
      const absl::string_view rest = lines[i].substr(marker.size());
      if (rest.empty() || rest[0] == ' ' || rest == "\n" || rest == "\r\n") {
        return true;
      }
    }
  }
  return false;
}

}  // namespace patchgraph
