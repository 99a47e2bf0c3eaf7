#ifndef PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GENERATOR_H_
#define PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GENERATOR_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace patchgraph {

// Makes up makefiles of lists, composite objects, conditionals and functions of
// text, over a few symbols. For tests.
//
// No variable asks for itself when it is expanded late, which make refuses: it
// asks only for those that come before it in Variables().
class MakefileGenerator {
 public:
  MakefileGenerator(std::uint64_t seed, std::vector<std::string> symbols)
      : random_(seed), symbols_(std::move(symbols)) {}

  std::string Makefile();

  // The variables worth looking at afterwards.
  static const std::vector<std::string>& Variables();

 private:
  int Below(int limit) { return static_cast<int>(random_() % limit); }
  template <typename T>
  const T& OneOf(const std::vector<T>& choices) {
    return choices[Below(static_cast<int>(choices.size()))];
  }

  void Statements(int count, int depth);
  void Conditional(int depth);
  void Assignment();
  std::string Condition();
  std::string Value(int rank);
  std::string Piece(int rank, int depth);
  std::string Reference(int rank);
  std::string Symbol() { return "$(CONFIG_" + OneOf(symbols_) + ")"; }
  std::string Word();

  std::mt19937_64 random_;
  std::vector<std::string> symbols_;
  std::string text_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_MAKEFILE_GENERATOR_H_
