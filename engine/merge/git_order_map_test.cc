#include "engine/merge/git_order_map.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace patchgraph {
namespace {

std::vector<std::string> Order(const GitOrderMap<int>& map) {
  std::vector<std::string> keys;
  map.ForEach([&keys](const std::string& key, int) { keys.push_back(key); });
  return keys;
}

// The same table with all chains as lists, newest first.
class PlainTable {
 public:
  void Add(const std::string& key) {
    auto& chain = chains_[Hash(key) % chains_.size()];
    chain.insert(chain.begin(), key);
    if (++size_ <= chains_.size() * 80 / 100) return;
    std::vector<std::vector<std::string>> larger(chains_.size() * 4);
    for (const auto& old_chain : chains_) {
      for (const std::string& moved : old_chain) {
        auto& target = larger[Hash(moved) % larger.size()];
        target.insert(target.begin(), moved);
      }
    }
    chains_ = larger;
  }

  std::vector<std::string> Order() const {
    std::vector<std::string> keys;
    for (const auto& chain : chains_) {
      keys.insert(keys.end(), chain.begin(), chain.end());
    }
    return keys;
  }

 private:
  static uint32_t Hash(const std::string& key) {
    uint32_t hash = 2166136261;
    for (const char c : key) {
      hash *= 16777619;
      hash ^= static_cast<unsigned char>(c);
    }
    return hash;
  }

  std::vector<std::vector<std::string>> chains_ =
      std::vector<std::vector<std::string>>(64);
  size_t size_ = 0;
};

TEST(GitOrderMap, KeepsTheOrderOfAChainedTable) {
  GitOrderMap<int> map;
  PlainTable plain;
  for (int i = 0; i < 2000; ++i) {
    const std::string key = "drivers/net/\xe4" + std::to_string(i * 7919);
    map[key] = i;
    plain.Add(key);
    if (i < 60 || i % 97 == 0) {
      ASSERT_EQ(Order(map), plain.Order()) << i;
    }
  }
  EXPECT_EQ(map.size(), 2000u);
}

TEST(GitOrderMap, FindsAndChangesValues) {
  GitOrderMap<int> map;
  EXPECT_EQ(map.Find("mm"), nullptr);
  ++map["mm"];
  ++map["mm"];
  ++map[""];
  EXPECT_EQ(*map.Find("mm"), 2);
  EXPECT_EQ(*map.Find(""), 1);
  EXPECT_EQ(map.InOrder().size(), 2u);
}

}  // namespace
}  // namespace patchgraph
