#ifndef PATCHGRAPH_ENGINE_TEXT_TEXT_GENERATOR_H_
#define PATCHGRAPH_ENGINE_TEXT_TEXT_GENERATOR_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace patchgraph {

// The seed for a generated test: the environment's PATCHGRAPH_SEED, or
// `fallback`. Printed, so that a failure can be had again.
std::uint64_t TestSeed(std::uint64_t fallback);

// Makes up texts, and versions of them as people would make: lines added,
// removed, replaced, copied and moved. Few or many different lines, LF or CRLF
// or both, with a newline at the end or not. No NULs.
class TextGenerator {
 public:
  using Text = std::vector<std::string>;  // lines with their ends

  explicit TextGenerator(std::uint64_t seed) : random_(seed) {}

  // The lines of the texts that follow are drawn from a new stock.
  void Restock();

  Text NewText();
  Text Edited(const Text& text, int edits);

  // Now and then without the last newline.
  std::string Join(const Text& text);

  // From 0 to limit - 1.
  int Below(int limit) { return static_cast<int>(random_() % limit); }

 private:
  const std::string& Line();
  void EditOnce(Text* text);

  std::mt19937_64 random_;
  std::vector<std::string> stock_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_TEXT_GENERATOR_H_
