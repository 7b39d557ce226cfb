using System.Collections.Concurrent;
using System.Text.Json;
using PuppeteerSharp;

namespace DockerKit.SampleTests.Dashboard;

/// <summary>The page as a person has it in front of them: what they see, press and type.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private static readonly WaitForFunctionOptions Patience = new() { Timeout = 60_000, PollingInterval = 50 };

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private DashboardPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;

        // Scripts that break, and what the page's own rules have kept from running.
        page.PageError += (_, e) => _complaints.Enqueue(e.Message);
        page.Dialog += (_, e) => _complaints.Enqueue("a dialog: " + e.Dialog.Message);
        page.Console += (_, e) =>
        {
            if (e.Message.Type == ConsoleType.Error && !e.Message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
            {
                _complaints.Enqueue(e.Message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<DashboardPage> OpenAsync(IBrowserContext context, string address)
    {
        IPage page = await context.NewPageAsync();
        var opened = new DashboardPage(context, page);
        await page.GoToAsync(address);
        return opened;
    }

    /// <summary>Waits until an expression of the page is true.</summary>
    public async Task UntilAsync(string expression)
    {
        try
        {
            await Page.WaitForExpressionAsync(expression, Patience);
        }
        catch (WaitTaskTimeoutException e)
        {
            throw new InvalidOperationException($"Never came true: {expression}\nThe page:\n{await TextAsync("body")}", e);
        }
    }

    /// <summary>Waits until a place shows a text.</summary>
    public Task UntilShowsAsync(string place, string text) =>
        UntilAsync($"document.querySelector({Quoted(place)})?.innerText.includes({Quoted(text)}) === true");

    /// <summary>What a place shows.</summary>
    public Task<string> TextAsync(string place) => Page.EvaluateExpressionAsync<string>($"document.querySelector({Quoted(place)}).innerText");

    /// <summary>Presses a button by what it is called for somebody who hears the page.</summary>
    public async Task PressAsync(string label)
    {
        // The row may be drawn anew between the look and the click, as its state changes: the click goes to what is there at that moment.
        string button = $"document.querySelector('[aria-label={Quoted(label)}]:not([aria-disabled])')";
        await UntilAsync($"{button} !== null");
        await Page.EvaluateExpressionAsync($"{button}.click()");
    }

    public async Task TypeAsync(string place, string text)
    {
        await Page.FocusAsync(place);
        await Page.Keyboard.TypeAsync(text);
    }

    public Task<T> EvaluateAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>The row of a container, by a part of what it shows.</summary>
    public Task UntilContainerAsync(string name, string shows) =>
        UntilAsync($"[...document.querySelectorAll('#containers tr')].some(row => row.innerText.includes({Quoted(name)}) && row.innerText.includes({Quoted(shows)}))");

    public Task UntilNoContainerAsync(string name) => UntilAsync($"!document.querySelector('#containers').innerText.includes({Quoted(name)})");

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
