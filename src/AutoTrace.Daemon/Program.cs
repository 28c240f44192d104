Console.Error.WriteLine("autotrace: not built yet");
return 1;
