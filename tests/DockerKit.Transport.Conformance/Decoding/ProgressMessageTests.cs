using System.Text;
using System.Text.Json;
using DockerKit.Tests;
using DockerKit.Transport.DockerDotNet;

namespace DockerKit.Transport.Conformance;

public sealed class ProgressMessageTests
{
    public static IEnumerable<TheoryDataRow<string>> Errors() => Vectors.Rows("jsonmessage-streams.json", "errorHandling")
        // Cancelling is the readers' business (their tests cancel while blocked).
        .Where(static row => Vectors.Case(row.Data).Text("input") is not null);

    public static IEnumerable<TheoryDataRow<string>> WireLines() => Vectors.Rows("jsonmessage-streams.json", "wire");

    public static IEnumerable<TheoryDataRow<string>> Messages() => Vectors.Rows("jsonmessage-streams.json", "displayStream");

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_is_told_in_the_engines_words(string json)
    {
        JsonElement row = Vectors.Case(json);
        byte[] input = Encoding.UTF8.GetBytes(row.Text("input")!);
        if (row.TryGetProperty("decodeError", out _))
        {
            Assert.Throws<DockerProtocolException>(() => ProgressMessage.Parse(input));
            return;
        }

        ProgressMessage message = ProgressMessage.Parse(input);
        Assert.Equal(row.Text("errorMessage"), message.Error);
        Assert.Equal(row.TryGetProperty("code", out JsonElement code) ? code.GetInt32() : null, message.ErrorCode);
    }

    [Theory]
    [MemberData(nameof(WireLines))]
    public void Lines_as_the_engine_writes_them_are_read(string json)
    {
        string line = Vectors.Case(json).Text("line")!;
        JsonElement expected = JsonDocument.Parse(line).RootElement;
        ProgressMessage message = ProgressMessage.Parse(Encoding.UTF8.GetBytes(line));
        Assert.Equal(expected.Text("status"), message.Status);
        Assert.Equal(expected.Text("id"), message.Id);
        Assert.Equal(expected.Text("error"), message.Error);
        Assert.Equal(expected.Text("stream"), message.Stream);
        Assert.Equal(expected.TryGetProperty("aux", out JsonElement aux) ? aux.GetRawText() : null, message.AuxJson);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Names_are_read_in_any_case(string json)
    {
        JsonElement row = Vectors.Case(json);
        foreach (JsonElement expected in row.GetProperty("messages").EnumerateArray())
        {
            ProgressMessage message = ProgressMessage.Parse(Encoding.UTF8.GetBytes(row.Text("input")!));
            Assert.Equal((expected.Text("status"), expected.Text("id")), (message.Status, message.Id));
            Assert.Equal(expected.TryGetProperty("progressDetail", out JsonElement detail) ? detail.GetProperty("current").GetInt64() : null, message.Current);
        }
    }

    [Fact]
    public void Progress_is_numbers_and_the_drawn_bar_only_where_there_are_none()
    {
        ProgressMessage counted = Parse("""{"status":"Downloading","progressDetail":{"current":5,"total":10},"progress":"[=> ]","id":"abc"}""");
        Assert.Equal((5L, 10L, null), (counted.Current, counted.Total, counted.Progress));
        Assert.Equal("[=> ]", Parse("""{"progress":"[=\u003e ]","progressDetail":{}}""").Progress);

        ProgressMessage extracting = Parse("""{"status":"Extracting","progressDetail":{"current":3,"units":"s"}}""");
        Assert.Equal((3L, null, "s"), (extracting.Current, extracting.Total, extracting.Units));
    }

    [Fact]
    public void What_was_pushed_or_built_is_taken_out_of_aux()
    {
        ProgressMessage pushed = Parse("""{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:ab","Size":528,"New":[{}]}}""");
        Assert.Equal(("1", "sha256:ab", 528L), (pushed.Tag, pushed.Digest, pushed.Size));
        Assert.Equal("sha256:cd", Parse("""{"aux":{"ID":"sha256:cd"}}""").AuxId);
        Assert.Equal("\"text\"", Parse("""{"aux":"text"}""").AuxJson);
        Assert.Equal("[1,{}]", Parse("""{"aux":[1,{}],"status":"s"}""").AuxJson);
        Assert.Null(Parse("""{"aux":null}""").AuxJson);
    }

    [Fact]
    public void Unknown_fields_and_wrong_types_are_passed_over()
    {
        ProgressMessage message = Parse(
            """{"status":7,"id":{"x":[1]},"progressDetail":[],"progress":1,"stream":false,"error":null,"errorDetail":null,"new":{"status":"no"},"aux":5,"status2":"x"}""");
        Assert.Equal(new ProgressMessage { AuxJson = "5" }, message);

        ProgressMessage numbers = Parse("""{"progressDetail":{"current":"5","total":1.5,"units":3,"start":0},"status":"kept"}""");
        Assert.Equal(new ProgressMessage { Status = "kept" }, numbers);
        Assert.Null(Parse("""{"errorDetail":{"code":99999999999,"message":"m"}}""").ErrorCode);
    }

    [Theory]
    [InlineData("""{"error":"old"}""", "old")]
    [InlineData("""{"error":"old","errorDetail":{"message":"new"}}""", "new")]
    [InlineData("""{"errorDetail":{"code":1},"error":"old"}""", "old")]
    [InlineData("""{"errorDetail":{"message":"say \"so\"\n"}}""", "say \"so\"\n")]
    [InlineData("""{"errorDetail":{}}""", "The engine reported a failure without saying what it is.")]
    [InlineData("""{"error":""}""", null)]
    public void An_error_is_found_in_the_detail_or_in_the_old_field(string json, string? words) => Assert.Equal(words, Parse(json).Error);

    [Fact]
    public void Text_is_read_even_when_it_is_not_quite_right()
    {
        Assert.Equal("a\u001b[91mé😀", Parse("""{"stream":"a\u001b[91mé\ud83d\ude00"}""").Stream);
        Assert.Equal(@"\ud800 x", Parse("""{"stream":"\ud800 x"}""").Stream);
        Assert.Equal("a\uFFFDb", ProgressMessage.Parse([.. "{\"stream\":\"a"u8, 0xFF, .. "b\"}"u8]).Stream);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"\\ud800\":\"\"}")]
    public void Anything_but_a_json_object_is_an_error(string text) => Assert.Throws<DockerProtocolException>(() => Parse(text));

    [Fact]
    public void Frequent_texts_are_one_string() =>
        Assert.Same(Parse("""{"status":"Pull complete"}""").Status, Parse("""{"status":"Pull complete"}""").Status);

    private static ProgressMessage Parse(string json) => ProgressMessage.Parse(Encoding.UTF8.GetBytes(json));
}
