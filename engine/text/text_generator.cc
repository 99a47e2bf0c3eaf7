#include "engine/text/text_generator.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace patchgraph {

std::uint64_t TestSeed(std::uint64_t fallback) {
  const char* value = std::getenv("PATCHGRAPH_SEED");
  const std::uint64_t seed =
      value == nullptr ? fallback : std::strtoull(value, nullptr, 10);
  std::cout << "PATCHGRAPH_SEED=" << seed << std::endl;
  return seed;
}

void TextGenerator::Restock() {
  constexpr int kSizes[] = {1, 2, 3, 6, 20, 100, 1000};
  const int size = kSizes[Below(7)];
  const bool crlf = Below(6) == 0;
  const bool mixed = Below(10) == 0;
  stock_.clear();
  while (static_cast<int>(stock_.size()) < size) {
    std::string line;
    if (Below(4) == 0) {
      line = Below(2) == 0 ? "" : "\t}";
    } else {
      line = "\tstep(" + std::to_string(Below(1000000)) + ");";
    }
    stock_.push_back(line + ((mixed ? Below(2) == 0 : crlf) ? "\r\n" : "\n"));
  }
}

// A few lines are more frequent than the rest, as in real sources.
const std::string& TextGenerator::Line() {
  const int size = static_cast<int>(stock_.size());
  return stock_[Below(Below(3) == 0 ? std::min(3, size) : size)];
}

TextGenerator::Text TextGenerator::NewText() {
  constexpr int kSizes[] = {0, 1, 2, 5, 10, 30, 100, 200};
  const int size = kSizes[Below(8)];
  Text text;
  while (static_cast<int>(text.size()) < size) text.push_back(Line());
  return text;
}

TextGenerator::Text TextGenerator::Edited(const Text& text, int edits) {
  Text edited = text;
  for (int i = 0; i < edits; ++i) EditOnce(&edited);
  return edited;
}

void TextGenerator::EditOnce(Text* text) {
  const int size = static_cast<int>(text->size());
  const int begin = Below(size + 1);
  const int length = 1 + Below(Below(4) == 0 ? 20 : 3);
  const auto first = text->begin() + begin;
  const auto last = text->begin() + std::min(size, begin + length);
  const Text block(first, last);
  switch (Below(5)) {
    case 0:
      for (int i = 0; i < length; ++i) {
        text->insert(text->begin() + begin, Line());
      }
      return;
    case 1:
      text->erase(first, last);
      return;
    case 2:
      std::generate(first, last, [&] { return Line(); });
      return;
    case 3:
      text->erase(first, last);
      break;
    default:
      break;
  }
  text->insert(text->begin() + Below(static_cast<int>(text->size()) + 1),
               block.begin(), block.end());
}

std::string TextGenerator::Join(const Text& text) {
  std::string joined;
  for (const std::string& line : text) joined += line;
  if (!joined.empty() && Below(8) == 0) joined.pop_back();
  return joined;
}

}  // namespace patchgraph
