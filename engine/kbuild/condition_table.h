// Conditions of the C preprocessor as boolean functions of what is open.

#ifndef PATCHGRAPH_ENGINE_KBUILD_CONDITION_TABLE_H_
#define PATCHGRAPH_ENGINE_KBUILD_CONDITION_TABLE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace patchgraph {

// A condition of one ConditionTable. Two conditions of the same table that are
// equal hold under the same circumstances. Of different numbers they may still
// do so where the table says that it gave up; else they do not.
enum class Condition : std::int32_t { kNever = 0, kAlways = 1 };

// Gives every boolean function of atoms, such as "defined(CONFIG_SMP)" and
// "HZ == 100", one number, however it is written: reduced ordered binary
// decision diagrams (R. E. Bryant, "Graph-Based Algorithms for Boolean Function
// Manipulation", 1986), the atoms in the order in which they were first met.
//
// Atoms are taken to be independent. So what is found equal is equal, but
// `X == 1` and `X == 2` may be thought to hold at once.
//
// A function that would take too many nodes becomes an atom of its own: still
// equal to itself, and to nothing else.
class ConditionTable {
 public:
  ConditionTable();

  // Bytes from an '@' up to the next byte that is no digit are not shown by
  // Text(): they tell apart what a name means at different places.
  Condition Atom(absl::string_view text);

  Condition And(Condition a, Condition b) {
    return IfThenElse(a, b, Condition::kNever);
  }
  Condition Or(Condition a, Condition b) {
    return IfThenElse(a, Condition::kAlways, b);
  }
  Condition Not(Condition a) {
    return IfThenElse(a, Condition::kNever, Condition::kAlways);
  }
  Condition IfThenElse(Condition which, Condition then, Condition otherwise);

  // As an expression that an #if could have, "1" or "0" if it is constant.
  std::string Text(Condition condition) const;

  // Whether it holds when `atom_holds` says what each of its atoms does.
  bool Holds(Condition condition,
             const std::function<bool(const std::string&)>& atom_holds) const;

  // Every atom's text, with its '@'s.
  const std::vector<std::string>& atoms() const { return atoms_; }

 private:
  // Under its atom it is as `then`, else as `otherwise`. Both are of later
  // atoms.
  struct Node {
    std::int32_t atom;
    Condition then;
    Condition otherwise;
    int depth;  // how many nodes are on the longest way down, itself too
  };
  using Triple = std::tuple<std::int32_t, std::int32_t, std::int32_t>;

  const Node& NodeOf(Condition condition) const {
    return nodes_[static_cast<std::size_t>(condition)];
  }
  Condition Find(std::int32_t atom, Condition then, Condition otherwise);
  // False if it takes more than `*steps_left` steps.
  bool Compute(Condition which, Condition then, Condition otherwise,
               int* steps_left, Condition* result);
  // Of `condition` where the atom is known.
  Condition Part(Condition condition, std::int32_t atom, bool holds) const;
  void AppendText(Condition condition, int* bytes_left,
                  std::string* text) const;

  std::vector<Node> nodes_;  // by Condition
  std::vector<std::string> atoms_;
  absl::flat_hash_map<std::string, std::int32_t> atom_ids_;
  absl::flat_hash_map<Triple, Condition> node_ids_;
  absl::flat_hash_map<Triple, Condition> computed_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_CONDITION_TABLE_H_
