// Holds the partial evaluation of conditionals against GCC's preprocessor, on
// generated programs, with every assignment of the symbols that are open.

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/surviving_code.h"
#include "gtest/gtest.h"
#include "re2/re2.h"

namespace patchgraph {
namespace {

constexpr int kPrograms = 150;
// What can be defined or not: two states of one symbol among them.
const char* const kOpen[] = {"CONFIG_SMP", "CONFIG_NET", "CONFIG_NET_MODULE",
                             "FOO"};
constexpr unsigned kAssignments = 1U << 4;

// Programs of lines "tN", each N once, between conditionals.
class ProgramGenerator {
 public:
  explicit ProgramGenerator(unsigned seed) : random_(seed) {}

  std::string Generate() {
    text_.clear();
    Block(0);
    return text_;
  }

 private:
  int Below(int bound) {
    return static_cast<int>(random_() % static_cast<unsigned>(bound));
  }

  template <typename... Choices>
  std::string Pick(Choices... choices) {
    const std::vector<std::string> all = {choices...};
    return all[static_cast<std::size_t>(Below(static_cast<int>(all.size())))];
  }

  std::string Space() {
    return Pick(" ", " ", " ", "\t", " /* a #if */ ", " \\\n", "  ");
  }

  std::string Symbol() {
    return Pick("CONFIG_SMP", "CONFIG_NET", "CONFIG_NET_MODULE", "FOO",
                "CONFIG_GUEST", "CONFIG_GUEST_MODULE", "CONFIG_X86");
  }

  // Only asked whether it is defined.
  std::string Local() { return Pick("LOCAL_A", "LOCAL_B"); }

  std::string Term() {
    switch (Below(8)) {
      case 0:
        return absl::StrCat("defined", Space(), Symbol());
      case 1:
        return absl::StrCat("defined(", Local(), ")");
      case 2:
        return Symbol();
      case 3:
        return absl::StrCat(Symbol(), Space(),
                            Pick("==", "!=", "<", ">", "<=", ">="), " ",
                            Pick("0", "1", "2", "-1", "0x1", "1u", "'\\1'"));
      case 4:
        return absl::StrCat(Pick("IS_ENABLED", "IS_BUILTIN", "IS_MODULE"), "(",
                            Pick("CONFIG_SMP", "CONFIG_NET", "CONFIG_GUEST"),
                            ")");
      case 5:
        return absl::StrCat(Symbol(), Space(), Pick("+", "-", "*", "|", "&"),
                            " ", Symbol());
      case 6:
        return Pick("0", "1", "3 / 2 == 1", "(1 << 4) > 15", "-1 < 0u",
                    "5 % 3 - 2", "~0 == -1", "010 == 8");
      default:
        return absl::StrCat("defined(", Symbol(), ")");
    }
  }

  std::string Expression(int depth) {
    if (depth > 2 || Below(3) == 0) return Term();
    const auto part = [&] { return Expression(depth + 1); };
    switch (Below(6)) {
      case 0:
        return absl::StrCat("!(", part(), ")");
      case 1:
        return absl::StrCat(part(), Space(), "&&", Space(), part());
      case 2:
        return absl::StrCat(part(), " || ", part());
      case 3:
        return absl::StrCat("(", part(), ") ", Pick("==", "!=", "<", "+"), " (",
                            part(), ")");
      case 4:
        return absl::StrCat("(", part(), " ? ", part(), " : ", part(), ")");
      default:
        return absl::StrCat("(", part(), ")");
    }
  }

  void Line() { absl::StrAppend(&text_, "t", next_++, "\n"); }

  void Block(int depth) {
    const int parts = 1 + Below(4);
    for (int i = 0; i < parts; ++i) {
      Line();
      const int kind = depth > 3 ? 5 : Below(6);
      if (kind <= 2) Conditional(depth);
      if (kind == 3) absl::StrAppend(&text_, "#define ", Local(), "\n");
      if (kind == 4) absl::StrAppend(&text_, " # undef ", Local(), "\n");
    }
  }

  void Conditional(int depth) {
    switch (Below(3)) {
      case 0:
        absl::StrAppend(&text_, "#ifdef", Space(), Pick(Symbol(), Local()),
                        "\n");
        break;
      case 1:
        absl::StrAppend(&text_, "#ifndef", Space(), Pick(Symbol(), Local()),
                        "\n");
        break;
      default:
        absl::StrAppend(&text_, "#", Space(), "if", Space(), Expression(0),
                        "\n");
    }
    Block(depth + 1);
    while (Below(3) == 0) {
      absl::StrAppend(&text_, "#elif ", Expression(0), "\n");
      Block(depth + 1);
    }
    if (Below(2) == 0) {
      absl::StrAppend(&text_, "#else /* of it */\n");
      Block(depth + 1);
    }
    absl::StrAppend(&text_, "#endif\n");
  }

  std::mt19937 random_;
  std::string text_;
  int next_ = 0;
};

bool IsSet(unsigned assignment, int symbol) {
  return ((assignment >> symbol) & 1U) != 0;
}

// The macros of an assignment, those of Kconfig's helpers too.
std::string Definitions(unsigned assignment) {
  std::string text = "#define CONFIG_X86 1\n";
  for (int i = 0; i < 4; ++i) {
    if (!IsSet(assignment, i)) continue;
    absl::StrAppend(&text, "#define ", kOpen[i], " 1\n");
  }
  const auto define = [&](absl::string_view macro, absl::string_view symbol,
                          bool value) {
    absl::StrAppend(&text, "#define ", macro, "_", symbol, " ", value ? 1 : 0,
                    "\n");
  };
  for (const absl::string_view macro :
       {"IS_ENABLED", "IS_BUILTIN", "IS_MODULE"}) {
    absl::StrAppend(&text, "#define ", macro, "(x) ", macro, "_##x\n");
    const bool built_in = macro != "IS_MODULE";
    const bool module = macro != "IS_BUILTIN";
    define(macro, "CONFIG_SMP", built_in && IsSet(assignment, 0));
    define(
        macro, "CONFIG_NET",
        (built_in && IsSet(assignment, 1)) || (module && IsSet(assignment, 2)));
    define(macro, "CONFIG_GUEST", false);
  }
  return text;
}

// The words that `gcc -E` leaves of the text.
std::vector<std::string> Preprocess(const std::string& text) {
  const std::string path = absl::StrCat(testing::TempDir(), "/program.c");
  const std::string out = absl::StrCat(testing::TempDir(), "/program.i");
  std::ofstream(path, std::ios::binary) << text;
  const std::string command =
      absl::StrCat("gcc -E -P -w -o '", out, "' '", path, "'");
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream result(out);
  return {std::istream_iterator<std::string>(result), {}};
}

struct ReadProgram {
  std::string text;
  std::unique_ptr<ConditionTable> table = std::make_unique<ConditionTable>();
  SurvivingCode code;

  bool HasLongConditions() const {
    const std::vector<std::string>& atoms = table->atoms();
    return std::any_of(atoms.begin(), atoms.end(), [](const std::string& atom) {
      return absl::StrContains(atom, "(a long") ||
             absl::StrContains(atom, "...");
    });
  }

  // Has GCC say which atoms hold where the program begins.
  std::string Questions() const {
    std::string input = "#undef LOCAL_A\n#undef LOCAL_B\nprogram\n";
    for (std::size_t i = 0; i < table->atoms().size(); ++i) {
      // The numbers tell apart what is not the same, and are no code.
      std::string atom = table->atoms()[i];
      RE2::GlobalReplace(&atom, "@[0-9]+", "");
      absl::StrAppend(&input, "#if ", atom, "\natom ", i, "\n#endif\n");
    }
    return input;
  }

  // The first line that is left by one alone, and when it should be.
  std::string Explain(const std::vector<std::string>& expected,
                      const std::vector<std::string>& left) const {
    const std::set<std::string> a(expected.begin(), expected.end());
    const std::set<std::string> b(left.begin(), left.end());
    for (const SurvivingToken& token : code.tokens) {
      const std::string word(token.text);
      if (a.count(word) == b.count(word)) continue;
      return absl::StrCat(word, " is left when ", table->Text(token.condition),
                          "\n");
    }
    return "a line is left that never should be\n";
  }

  std::vector<std::string> Left(const std::set<std::string>& holds) const {
    std::vector<std::string> left;
    for (const SurvivingToken& token : code.tokens) {
      if (token.text[0] != 't') continue;
      const bool is_read = table->Holds(
          token.condition,
          [&](const std::string& atom) { return holds.count(atom) > 0; });
      if (is_read) left.emplace_back(token.text);
    }
    return left;
  }
};

TEST(SurvivingCodeGccTest, WhatIsLeftIsWhatGccLeaves) {
  if (std::system("gcc --version >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "there is no gcc here";
  }
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::cout << "seed " << seed << "\n";
  ProgramGenerator generator(seed);
  SymbolSettings settings;
  settings.Set("GUEST", SymbolValue::kOff);
  settings.Set("X86", SymbolValue::kBuiltIn);

  std::deque<ReadProgram> programs;  // their texts stay where they are
  int too_long = 0;
  while (programs.size() < kPrograms) {
    ReadProgram& program = programs.emplace_back();
    program.text = generator.Generate();
    program.code =
        ReadSurvivingCode("a.c", program.text, settings, program.table.get());
    ASSERT_TRUE(program.code.warnings.empty())
        << "line " << program.code.warnings[0].line << " of\n"
        << program.text;
    // What the table gave up on cannot be told to GCC.
    if (program.HasLongConditions()) {
      programs.pop_back();
      ASSERT_LT(++too_long, kPrograms / 4);
    }
  }
  std::size_t kept = 0;
  for (unsigned assignment = 0; assignment < kAssignments; ++assignment) {
    std::string input = Definitions(assignment);
    for (const ReadProgram& program : programs) {
      absl::StrAppend(&input, program.Questions(), program.text);
    }
    const std::vector<std::string> words = Preprocess(input);
    std::size_t next = 0;
    for (const ReadProgram& program : programs) {
      // "program", "atom N" for each atom that holds, and what is left.
      ASSERT_LT(next, words.size());
      ASSERT_EQ(words[next++], "program");
      std::set<std::string> holds;
      while (next + 1 < words.size() && words[next] == "atom") {
        const std::size_t atom = std::stoul(words[next + 1]);
        holds.insert(program.table->atoms()[atom]);
        next += 2;
      }
      std::vector<std::string> expected;
      while (next < words.size() && words[next] != "program") {
        expected.push_back(words[next++]);
      }
      ASSERT_EQ(program.Left(holds), expected)
          << "assignment " << assignment << "\n"
          << program.Explain(expected, program.Left(holds)) << program.text;
      kept += expected.size();
    }
    EXPECT_EQ(next, words.size());
  }
  EXPECT_GT(kept, programs.size() * kAssignments) << "hardly anything was left";
}

}  // namespace
}  // namespace patchgraph
