#include "engine/between/claims.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

using Words = std::vector<absl::string_view>;

Words WordsOf(absl::string_view line) {
  return absl::StrSplit(line, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
}

bool IsKconfig(absl::string_view path) {
  return absl::StartsWith(BaseName(path), "Kconfig");
}

bool IsSyscallHeader(absl::string_view path) {
  const absl::string_view name = BaseName(path);
  return absl::EndsWith(name, ".h") && (absl::StrContains(name, "unistd") ||
                                        absl::StrContains(name, "syscall"));
}

bool IsSyscallTable(absl::string_view path) {
  return absl::EndsWith(path, ".tbl");
}

bool IsNumber(absl::string_view word) {
  if (word.empty()) return false;
  for (const char c : word) {
    if (!absl::ascii_isdigit(c)) return false;
  }
  return true;
}

// "(__NR_Linux + 300)" -> "__NR_Linux+300"; a comment goes.
std::string NumberOf(const Words& words, size_t first) {
  std::string number;
  for (size_t i = first; i < words.size(); ++i) {
    if (absl::StartsWith(words[i], "/")) break;
    number.append(words[i].data(), words[i].size());
  }
  if (absl::StartsWith(number, "(") && absl::EndsWith(number, ")")) {
    number = number.substr(1, number.size() - 2);
  }
  return number;
}

absl::optional<Claim> InKconfig(absl::string_view line) {
  const Words words = WordsOf(line);
  if (words.size() < 2) return absl::nullopt;
  if (words[0] != "config" && words[0] != "menuconfig") return absl::nullopt;
  Claim claim;
  claim.value = std::string(words[1]);
  return claim;
}

absl::optional<Claim> InHeader(absl::string_view path, absl::string_view line) {
  Words words = WordsOf(line);
  if (!words.empty() && words[0] == "#") words.erase(words.begin());
  if (words.size() < 3) return absl::nullopt;
  absl::string_view define = words[0];
  absl::ConsumePrefix(&define, "#");
  absl::string_view name = words[1];
  if (define != "define" || !absl::ConsumePrefix(&name, "__NR_")) {
    return absl::nullopt;
  }
  Claim claim;
  claim.kind = CollisionKind::kSyscallNumber;
  claim.scope = std::string(path);
  claim.value = NumberOf(words, 2);
  claim.owner = std::string(name);
  // A name for a name, such as __NR_newstat for __NR_stat, takes no number; the
  // count of all calls is none of them.
  const bool has_digit =
      claim.value.find_first_of("0123456789") != std::string::npos;
  if (!has_digit || absl::EndsWith(name, "syscalls")) return absl::nullopt;
  return claim;
}

absl::optional<Claim> InTable(absl::string_view path, absl::string_view line) {
  const Words words = WordsOf(line);
  if (words.size() < 3 || !IsNumber(words[0])) return absl::nullopt;
  Claim claim;
  claim.kind = CollisionKind::kSyscallNumber;
  claim.scope = std::string(path);
  claim.value = std::string(words[0]);
  claim.abi = std::string(words[1]);
  claim.owner = std::string(words[2]);
  return claim;
}

// Kernels of two architectures are never one.
absl::string_view ArchitectureOf(absl::string_view path) {
  if (!absl::ConsumePrefix(&path, "arch/")) return absl::string_view();
  const size_t slash = path.find('/');
  return slash == absl::string_view::npos ? absl::string_view()
                                          : path.substr(0, slash);
}

}  // namespace

bool MayClaim(absl::string_view path) {
  return IsKconfig(path) || IsSyscallHeader(path) || IsSyscallTable(path);
}

absl::optional<Claim> ClaimIn(absl::string_view path, absl::string_view line) {
  if (IsKconfig(path)) return InKconfig(line);
  if (IsSyscallHeader(path)) return InHeader(path, line);
  if (IsSyscallTable(path)) return InTable(path, line);
  return absl::nullopt;
}

void FindClaims(const NetChange& change, const NetText& text,
                std::vector<NewClaim>* claimed, std::vector<Claim>* given_up) {
  for (const NetEdit& net : text.edits) {
    const LineRange before = net.edit.before();
    for (int line = before.begin; line < before.end; ++line) {
      auto claim = ClaimIn(change.before_path, text.ground->lines.lines[line]);
      if (claim.has_value()) given_up->push_back(*std::move(claim));
    }
    const LineRange after = net.edit.after();
    for (int line = after.begin; line < after.end; ++line) {
      auto claim = ClaimIn(change.after_path, text.lines.lines[line]);
      if (!claim.has_value()) continue;
      NewClaim made;
      made.claim = *std::move(claim);
      made.side.stack = change.stack;
      made.side.path = change.path();
      made.side.hunks = net.hunks;
      made.side.text = {line + 1, std::string(text.lines.lines[line])};
      made.lines = before;
      claimed->push_back(std::move(made));
    }
  }
}

bool Exclude(const NewClaim& a, const NewClaim& b) {
  const Claim& first = a.claim;
  const Claim& second = b.claim;
  if (first.kind != second.kind || first.scope != second.scope ||
      first.value != second.value) {
    return false;
  }
  if (first.kind == CollisionKind::kSyscallNumber) {
    const bool tables_apart = first.abi != second.abi &&
                              first.abi != "common" && second.abi != "common";
    return first.owner != second.owner && !tables_apart;
  }
  const absl::string_view here = ArchitectureOf(a.side.path);
  const absl::string_view there = ArchitectureOf(b.side.path);
  return here.empty() || there.empty() || here == there;
}

}  // namespace patchgraph
