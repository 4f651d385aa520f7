using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Whiteline.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
