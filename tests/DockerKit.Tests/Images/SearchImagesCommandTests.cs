using DockerKit.Transport;

namespace DockerKit.Tests;

public sealed class SearchImagesCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ImageOperations Images => new FakeTransport().Connect().Images;

    [Fact]
    public async Task What_is_asked_for_reaches_the_engine_and_its_answer_the_caller()
    {
        SearchImagesRequest? sent = null;
        ImageSearchResult mysql = new() { Name = "mysql", Description = "a database", Stars = 15000, IsOfficial = true };
        var transport = new FakeTransport
        {
            OnSearch = (request, _) =>
            {
                sent = request;
                return Task.FromResult<IReadOnlyList<ImageSearchResult>>([mysql]);
            },
        };
        await using DockerKitClient docker = transport.Connect();
        SearchImagesCommand search = docker.Images.Search("localhost:5000/mysql").WithMinimumStars(1).WithMinimumStars(3000).OfficialOnly().AutomatedOnly().WithLimit(5);
        Assert.Same(mysql, Assert.Single(await search.ExecuteAsync(Token)));
        Assert.Equal(("localhost:5000/mysql", 5), (sent!.Term, sent.Limit));
        Assert.Equal(["stars=3000", "is-official=true", "is-automated=true"], sent.Filters.Select(static filter => $"{filter.Name}={filter.Value}"));
        Assert.Equal("docker search -f stars=3000 -f is-official=true -f is-automated=true --limit 5 localhost:5000/mysql", search.ToCommandLine());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-f")]
    [InlineData("https://registry.example.com/web")]
    public void A_term_that_cannot_be_searched_for_is_refused(string term) => Assert.Throws<ArgumentException>(() => Images.Search(term));

    [Fact]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Search("a").WithLimit(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Search("a").WithLimit(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Search("a").WithMinimumStars(-1));
        Assert.Equal("docker search -f stars=0 --limit 100 a", Images.Search("a").WithMinimumStars(0).WithLimit(100).ToCommandLine());
    }
}
