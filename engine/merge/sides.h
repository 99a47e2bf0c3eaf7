// The three sides of a merge: sets of them, and one value for each.

#ifndef PATCHGRAPH_ENGINE_MERGE_SIDES_H_
#define PATCHGRAPH_ENGINE_MERGE_SIDES_H_

#include <array>
#include <initializer_list>

#include "engine/text/merge.h"

namespace patchgraph {

inline constexpr std::array<Side, 3> kAllSides = {Side::kBase, Side::kOurs,
                                                  Side::kTheirs};
// The two sides that changed the base.
inline constexpr std::array<Side, 2> kChangingSides = {Side::kOurs,
                                                       Side::kTheirs};

// The other one of ours and theirs.
constexpr Side OtherSide(Side side) {
  return side == Side::kOurs ? Side::kTheirs : Side::kOurs;
}

template <typename T>
class PerSide {
 public:
  T& operator[](Side side) { return values_[static_cast<int>(side)]; }
  const T& operator[](Side side) const {
    return values_[static_cast<int>(side)];
  }

 private:
  std::array<T, 3> values_{};
};

class SideSet {
 public:
  constexpr SideSet() = default;
  constexpr SideSet(std::initializer_list<Side> sides) {
    for (const Side side : sides) Add(side);
  }
  static constexpr SideSet All() {
    return {Side::kBase, Side::kOurs, Side::kTheirs};
  }

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool Has(Side side) const { return (bits_ & Bit(side)) != 0; }
  constexpr void Add(Side side) { bits_ |= Bit(side); }
  constexpr void Remove(Side side) { bits_ &= ~Bit(side); }
  constexpr SideSet With(SideSet other) const {
    return SideSet(bits_ | other.bits_);
  }
  constexpr SideSet Without(SideSet other) const {
    return SideSet(bits_ & ~other.bits_);
  }
  constexpr SideSet And(SideSet other) const {
    return SideSet(bits_ & other.bits_);
  }

  friend constexpr bool operator==(SideSet a, SideSet b) {
    return a.bits_ == b.bits_;
  }
  friend constexpr bool operator!=(SideSet a, SideSet b) { return !(a == b); }

 private:
  constexpr explicit SideSet(unsigned bits) : bits_(bits) {}
  static constexpr unsigned Bit(Side side) {
    return 1u << static_cast<int>(side);
  }

  unsigned bits_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_SIDES_H_
