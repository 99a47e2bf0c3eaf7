#include "engine/git/pack_reader.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/git/git_test_repository.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

ObjectId FromHex(absl::string_view hex) {
  const std::string bytes = absl::HexStringToBytes(hex);
  ObjectId::Raw raw{};
  std::copy(bytes.begin(), bytes.end(), raw.begin());
  return ObjectId(raw);
}

std::string Version(int number) {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    absl::StrAppend(&text, "line ", i,
                    i % 50 == number % 50 ? " changed " : " ",
                    i == number ? number : 0, "\n");
  }
  return text;
}

// Forty versions of two files, in a pack, with deltas on deltas.
class PackReaderTest : public testing::Test {
 protected:
  PackReaderTest() {
    for (int i = 0; i < 40; ++i) {
      repository_.Write("file", Version(i));
      repository_.Write("folder/other", Version(i * 3));
      repository_.Commit(absl::StrCat("version ", i));
    }
  }

  std::string Objects() const {
    return absl::StrCat(repository_.path(), "/.git/objects");
  }
  // "ID TYPE SIZE" of each.
  std::vector<std::string> All() const {
    return absl::StrSplit(
        repository_.Git("cat-file --batch-all-objects --batch-check"), '\n');
  }

  void ExpectAllRead(const PackReader& reader) const {
    for (const std::string& line : All()) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ');
      const auto object = reader.Read(FromHex(words[0]));
      ASSERT_TRUE(object.has_value()) << line;
      // The id is the judge of the bytes.
      EXPECT_EQ(HashObject(words[1], *object->bytes).Hex(), words[0]);
      const auto size = reader.SizeOf(FromHex(words[0]));
      EXPECT_EQ(absl::StrCat(size.value_or(0)), words[2]) << line;
    }
  }

  TestRepository repository_;
};

TEST_F(PackReaderTest, ReadsWhatGitPacked) {
  repository_.Git("repack -q -a -d -f --depth=30 --window=30");
  ExpectAllRead(PackReader(Objects()));
}

TEST_F(PackReaderTest, ReadsDeltasThatNameTheirBase) {
  repository_.Git("-c repack.useDeltaBaseOffset=false repack -q -a -d -f");
  ExpectAllRead(PackReader(Objects()));
}

TEST_F(PackReaderTest, ReadsBorrowedPacks) {
  repository_.Git("repack -q -a -d");
  TestFolder borrower;
  borrower.Write("objects/info/alternates", Objects() + "\n");
  ExpectAllRead(PackReader(borrower.At("objects")));
}

TEST_F(PackReaderTest, LeavesLooseObjectsAlone) {
  const PackReader reader(Objects());
  EXPECT_FALSE(reader.Read(HashBlob(Version(0))).has_value());
}

// Whatever stands in a pack, the answer is that it cannot be read, or the
// object that it is, or another: never a crash. (git checks packs when they
// come, and what is read here goes by its id.)
TEST_F(PackReaderTest, GarbageDoesNoHarm) {
  repository_.Git("repack -q -a -d -f");
  std::vector<ObjectId> ids;
  for (const std::string& line : All()) {
    ids.push_back(FromHex(line.substr(0, 40)));
  }
  std::mt19937_64 random(20060404);
  for (const char* kind : {".pack", ".idx"}) {
    std::string name;
    for (const auto& file :
         std::filesystem::directory_iterator(Objects() + "/pack")) {
      if (file.path().extension() == kind) name = file.path();
    }
    std::filesystem::permissions(name, std::filesystem::perms::owner_all);
    std::ifstream in(name, std::ios::binary);
    const std::string good((std::istreambuf_iterator<char>(in)), {});
    for (int round = 0; round < 60; ++round) {
      std::string bad = good;
      for (int i = 0; i < 30; ++i) {
        bad[random() % bad.size()] = static_cast<char>(random());
      }
      if (round % 3 == 0) bad.resize(random() % bad.size());
      // A new file: the old one may be mapped.
      std::filesystem::remove(name);
      std::ofstream(name, std::ios::binary) << bad;
      const PackReader reader(Objects());
      for (const ObjectId& id : ids) {
        reader.Read(id);
        reader.SizeOf(id);
      }
    }
    std::filesystem::remove(name);
    std::ofstream(name, std::ios::binary) << good;
  }
  ExpectAllRead(PackReader(Objects()));
}

}  // namespace
}  // namespace patchgraph
