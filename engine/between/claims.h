// Names and numbers that can be given only once in a kernel, whatever the lines
// are that give them.

#ifndef PATCHGRAPH_ENGINE_BETWEEN_CLAIMS_H_
#define PATCHGRAPH_ENGINE_BETWEEN_CLAIMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/between/collision.h"
#include "engine/between/net_change.h"

namespace patchgraph {

// A line that takes a name or a number.
struct Claim {
  CollisionKind kind = CollisionKind::kKconfigSymbol;
  // Where the name has to be unique: a syscall table's path; empty for Kconfig,
  // which is one for the whole kernel.
  std::string scope;
  std::string value;  // the symbol, or the number as written
  std::string owner;  // of a number: the name of the system call
  std::string abi;    // of a number in a .tbl file; empty elsewhere
};

// Whether a file of this path is one that claims are looked for in: Kconfig
// files, headers with "unistd" or "syscall" in their names, and .tbl files.
bool MayClaim(absl::string_view path);

// The claim that a line makes; nullopt for all other lines.
//   config FOO, menuconfig FOO      in a Kconfig file
//   #define __NR_name 300           in a header
//   300 abi name entry              in a .tbl file
absl::optional<Claim> ClaimIn(absl::string_view path, absl::string_view line);

// A claim that a stack makes and did not find on its ground.
struct NewClaim {
  Claim claim;
  CollisionSide side;
  LineRange lines;  // of the ground, where the edit is
};

// What the change claims, `text` being its lines. What it takes away in one
// place and claims in another is not new; such are handed out in `given_up`.
void FindClaims(const NetChange& change, const NetText& text,
                std::vector<NewClaim>* claimed, std::vector<Claim>* given_up);

// Whether two stacks cannot both have what they claim. One that moves the other
// claim's line, or gives the same number to the same system call, can.
bool Exclude(const NewClaim& a, const NewClaim& b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_BETWEEN_CLAIMS_H_
