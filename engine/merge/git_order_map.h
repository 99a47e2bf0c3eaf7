// A map from strings that is walked in the order in which git walks its own.

#ifndef PATCHGRAPH_ENGINE_MERGE_GIT_ORDER_MAP_H_
#define PATCHGRAPH_ENGINE_MERGE_GIT_ORDER_MAP_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace patchgraph {

// git breaks some ties of a merge by the order of a hash table: which folders
// are walked first, hence which of two equally similar files is the rename's
// target. To agree with it, this map hashes (FNV-1, 32 bits), chains (newest
// first) and grows (fourfold, beyond a load of four fifths) as git's does.
// Entries are never taken out.
template <typename Value>
class GitOrderMap {
 public:
  bool empty() const { return nodes_.empty(); }
  size_t size() const { return nodes_.size(); }

  const Value* Find(absl::string_view key) const {
    const int index = IndexOf(key, Hash(key));
    return index == kNone ? nullptr : &nodes_[index].value;
  }

  // The value of `key`, made anew where there is none. Good until the next
  // insertion.
  Value& operator[](absl::string_view key) {
    const uint32_t hash = Hash(key);
    const int known = IndexOf(key, hash);
    if (known != kNone) return nodes_[known].value;
    const int index = static_cast<int>(nodes_.size());
    nodes_.push_back({std::string(key), Value(), hash, kNone});
    Chain(index);
    if (nodes_.size() > chains_.size() * 4 / 5) Grow();
    return nodes_[index].value;
  }

  // Calls visit(key, value) for each entry. The map must not change meanwhile.
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (const int first : chains_) {
      for (int index = first; index != kNone; index = nodes_[index].next) {
        visit(nodes_[index].key, nodes_[index].value);
      }
    }
  }

  std::vector<std::pair<std::string, Value>> InOrder() const {
    std::vector<std::pair<std::string, Value>> all;
    all.reserve(nodes_.size());
    ForEach([&all](const std::string& key, const Value& value) {
      all.emplace_back(key, value);
    });
    return all;
  }

 private:
  static constexpr int kNone = -1;

  struct Node {
    std::string key;
    Value value;
    uint32_t hash;
    int next;
  };

  static uint32_t Hash(absl::string_view key) {
    uint32_t hash = 0x811c9dc5;
    for (const char c : key) {
      hash = (hash * 0x01000193) ^ static_cast<unsigned char>(c);
    }
    return hash;
  }

  int IndexOf(absl::string_view key, uint32_t hash) const {
    int index = chains_[hash % chains_.size()];
    while (index != kNone &&
           (nodes_[index].hash != hash || nodes_[index].key != key)) {
      index = nodes_[index].next;
    }
    return index;
  }

  void Chain(int index) {
    int& first = chains_[nodes_[index].hash % chains_.size()];
    nodes_[index].next = first;
    first = index;
  }

  void Grow() {
    std::vector<int> old(chains_.size() * 4, kNone);
    old.swap(chains_);
    for (const int first : old) {
      for (int index = first; index != kNone;) {
        const int next = nodes_[index].next;
        Chain(index);
        index = next;
      }
    }
  }

  std::vector<int> chains_ = std::vector<int>(64, kNone);
  std::vector<Node> nodes_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MERGE_GIT_ORDER_MAP_H_
