using Picora.Domain.Documents;

namespace Picora.Domain.UnitTests.Documents;

public class DocumentRulesTests
{
    [TestCase("", 0)]
    [TestCase("one two  three", 3)]
    [TestCase("it's well-known snake_case 3.14", 5)]
    [TestCase("中文字数", 4)]
    [TestCase("用Markdown写作", 4)]
    [TestCase("ひらがなとカタカナ", 9)]
    [TestCase("한국어 문장", 2)]
    [TestCase("𠮷野家", 3)]
    [TestCase("— … !? ・ 。", 0)]
    public void Words_are_counted_as_people_of_all_scripts_do(string text, int words) => Words.Count(text).ShouldBe(words);

    [TestCase("a.md", true)]
    [TestCase("notes/.claude/ä b.md", true)]
    [TestCase("", false)]
    [TestCase("/a.md", false)]
    [TestCase("a/", false)]
    [TestCase("a/./b.md", false)]
    [TestCase("..", false)]
    [TestCase("a\\b", false)]
    [TestCase("a/b. ", false)]
    [TestCase("a/\u200Bb", false)]
    [TestCase("a\nb", false)]
    public void Paths_are_relative_and_hide_nothing(string path, bool isValid) => (DocumentPath.Parse(path) is not null).ShouldBe(isValid);

    [TestCase(".claude/a.md", true)]
    [TestCase("x/.MORAYA/y/a.md", true)]
    [TestCase("x/.claude", false)]
    [TestCase("claude/a.md", false)]
    public void Folders_of_assistants_are_memories(string path, bool isMemory) => DocumentPath.Parse(path)!.Value.IsMemory.ShouldBe(isMemory);

    [Test]
    public void A_path_is_at_most_so_long()
    {
        var path = string.Join('/', Enumerable.Repeat(new string('a', 204), 5));
        path.Length.ShouldBe(DocumentPath.MaxLength);
        DocumentPath.Parse(path).ShouldNotBeNull();
        DocumentPath.Parse(path + "a").ShouldBeNull();
    }

    [TestCase("---\ntitle: Plain # comment\ntags: [a, 'b, c', \"d\"]\n---\n", "Plain", "a|b, c|d", null)]
    [TestCase("---\r\ntitle: \"Say \\\"hi\\\"\"\r\ntags:\r\n  - one\r\n  - 'two'\r\npublic: false\r\n...\r\n", "Say \"hi\"", "one|two", false)]
    [TestCase("---\nTitle: x\ntags: a, b\npublic: yes\nother: {a: b}\n---", "x", "a|b", true)]
    [TestCase("---\ntitle: |\n  long\nnested:\n  title: no\n---\n", null, "", null)]
    [TestCase("---\ntitle: never closed\n", null, "", null)]
    [TestCase("text\n---\ntitle: x\n---\n", null, "", null)]
    [TestCase("----\ntitle: x\n----\n", null, "", null)]
    public void The_head_of_a_text_is_read(string text, string? title, string tags, bool? isPublic)
    {
        var head = FrontMatter.Read(text);

        (head.Title, string.Join('|', head.Tags), head.IsPublic).ShouldBe((title, tags, isPublic));
    }

    [TestCase("tags: a")]
    [TestCase("tags: [")]
    public void A_head_that_was_made_to_be_read_for_hours_is_read_in_moments(string key)
    {
        var lines = string.Concat(Enumerable.Repeat($"{key}{new string('\'', 4000)}\n", 400));

        Should.CompleteIn(() => FrontMatter.Read($"---\n{lines}---\n"), TimeSpan.FromSeconds(60));
        Should.CompleteIn(() => FrontMatter.Read($"---\ntitle: t\n{key}{new string('\'', 1_000_000)}\n---\n").Title.ShouldBe("t"), TimeSpan.FromSeconds(60));
    }

    [TestCase("data:image/png;base64,AAAA", 3)]
    [TestCase("DATA:image/JPEG;charset=x;Base64,AAA=", 2)]
    [TestCase("data:image/svg+xml;base64,AA%3D%3D", 1)]
    [TestCase("data:image/png,AAAA", null)]
    [TestCase("data:image/png;base64,", null)]
    [TestCase("data:image/png;base64,A", null)]
    [TestCase("data:text/html;base64,AAAA", null)]
    [TestCase("https://example.org/data:image/png;base64,AAAA", null)]
    public void Pictures_are_read_from_their_addresses(string address, int? bytes) => (DataUri.Decode(address)?.Length).ShouldBe(bytes);

    [Test]
    public void Tags_are_found_by_their_line()
    {
        var line = TagLine.Write([" b ", "a c", "b", ""]).Value;

        TagLine.Read(line).ShouldBe(["b", "a c"]);
        line.ShouldContain(TagLine.Entry("a c"));
        line.ShouldNotContain(TagLine.Entry("a"));
        TagLine.Write([.. Enumerable.Range(0, 11).Select(i => $"{i}")]).IsSuccess.ShouldBeFalse();
        TagLine.Write(["a\nb"]).IsSuccess.ShouldBeFalse();
        TagLine.WriteSome(["a\nb", new string('x', 33), "kept"]).ShouldBe(TagLine.Entry("kept"));
    }
}
